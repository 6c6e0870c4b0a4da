package io.nuzantara.dashboard.web;

import io.nuzantara.dashboard.ProblemPages;
import io.nuzantara.security.Problem;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What the problems mean that the API answers. */
@Controller
class HelpPages {

    private final ProblemPages problems;

    HelpPages(ProblemPages problems) {
        this.problems = problems;
    }

    @GetMapping("/help/problems")
    String all(Model model) {
        model.addAttribute("page", new Page(problems.all()));
        return "dashboard/problems";
    }

    @GetMapping("/help/problems/{code}")
    String one(@PathVariable String code, Model model) {
        var problem = problems.find(code).orElseThrow(HelpPages::unknown);
        model.addAttribute("page", new Page(List.of(problem)));
        return "dashboard/problems";
    }

    private static Problem unknown() {
        return new Problem(HttpStatus.NOT_FOUND, "not-found", "Not found", "No problem has this code.");
    }

    /** One problem, or all of them. */
    record Page(List<ProblemPages.ProblemHelp> problems) {}
}

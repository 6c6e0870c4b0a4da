package io.nuzantara.dashboard.web;

import io.nuzantara.readiness.ReadinessMatrix;
import io.nuzantara.readiness.ReadinessView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Whether everything the service needs is there, and how to mend what is not. */
@Controller
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class ReadinessPages {

    private final ReadinessMatrix matrix;
    private final Words words;

    ReadinessPages(ReadinessMatrix matrix, Words words) {
        this.matrix = matrix;
        this.words = words;
    }

    @GetMapping("/readiness")
    String readiness(Locale locale, Model model) {
        model.addAttribute("page", page(matrix.now(), words.in(locale)));
        return "dashboard/readiness";
    }

    /** Looks again, for somebody who has just mended something. */
    @PostMapping("/readiness")
    @PreAuthorize("hasAuthority('execution:read')")
    String again() {
        matrix.again();
        return "redirect:/readiness";
    }

    private static ReadinessPage page(ReadinessView view, Wording words) {
        var byGroup = view.rows().stream()
                .collect(Collectors.groupingBy(ReadinessView.Row::group, LinkedHashMap::new, Collectors.toList()));
        return new ReadinessPage(
                summary(view, words),
                words.of("readiness.profile." + view.profile()),
                words.moment(view.checkedAt()),
                byGroup.entrySet().stream()
                        .map(group -> part(group.getKey(), group.getValue(), words))
                        .toList());
    }

    /** How many rows are how. */
    static String summary(ReadinessView view, Wording words) {
        return words.of(
                "readiness.summary",
                view.in("pass").size(),
                view.in("warn").size(),
                view.in("fail").size(),
                view.in("skip").size());
    }

    private static ReadinessPage.Part part(String group, List<ReadinessView.Row> rows, Wording words) {
        return new ReadinessPage.Part(
                group,
                words.name("readiness.group", group),
                rows.stream().map(row -> row(row, words)).toList());
    }

    private static ReadinessPage.CheckRow row(ReadinessView.Row row, Wording words) {
        return new ReadinessPage.CheckRow(
                State.check(row.state(), words),
                words.name("check", row.id()),
                row.sentence(),
                row.fix(),
                words.moment(row.since()));
    }
}

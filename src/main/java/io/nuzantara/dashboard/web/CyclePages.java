package io.nuzantara.dashboard.web;

import io.nuzantara.dashboard.web.CyclePage.Timing;
import io.nuzantara.dashboard.web.CyclesPage.CycleRow;
import io.nuzantara.orchestrator.CycleLine;
import io.nuzantara.orchestrator.CycleReports;
import io.nuzantara.orchestrator.CycleView;
import io.nuzantara.security.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The cycles and each one by itself. */
@Controller
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class CyclePages {

    private static final int SHOWN = 48;

    private final CycleReports reports;
    private final Words words;

    CyclePages(CycleReports reports, Words words) {
        this.reports = reports;
        this.words = words;
    }

    @GetMapping("/cycles")
    String list(Locale locale, Model model) {
        var wording = words.in(locale);
        var rows =
                reports.list(SHOWN).stream().map(cycle -> row(cycle, wording)).toList();
        model.addAttribute("page", new CyclesPage(rows));
        return "dashboard/cycles";
    }

    private static CycleRow row(CycleLine cycle, Wording words) {
        var decidedBy = cycle.decidedBy();
        var end = cycle.finishedAt();
        return new CycleRow(
                cycle.cycleId().toString(),
                State.of(cycle.status(), false, words),
                words.moment(cycle.startedAt()),
                decidedBy == null ? "" : words.name("cycles.by", decidedBy),
                String.join(", ", cycle.ran()),
                cycle.message(),
                end == null ? null : words.lasting(Duration.between(cycle.startedAt(), end)));
    }

    @GetMapping("/cycles/{id}")
    String one(@PathVariable String id, Locale locale, Model model) {
        var wording = words.in(locale);
        var cycle = uuid(id).flatMap(reports::find).orElseThrow(CyclePages::unknown);
        model.addAttribute("page", page(cycle, wording));
        return "dashboard/cycle";
    }

    private static CyclePage page(CycleView cycle, Wording words) {
        var plan = cycle.plan();
        return new CyclePage(
                cycle.cycleId().toString(),
                CyclePart.of(cycle, words),
                plan == null ? null : CycleDecision.of(plan, words),
                timings(cycle.timings(), words));
    }

    private static List<Timing> timings(CycleView.Timings timings, Wording words) {
        return Stream.of(
                        timing("observe", timings.observe(), words),
                        timing("plan", timings.plan(), words),
                        timing("run", timings.run(), words),
                        timing("report", timings.report(), words))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Timing> timing(String phase, @Nullable Duration took, Wording words) {
        return Optional.ofNullable(took).map(time -> new Timing(words.of("cycle.phase." + phase), words.lasting(time)));
    }

    private static Optional<UUID> uuid(String text) {
        return Optional.of(text)
                .filter(id -> id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"))
                .map(UUID::fromString);
    }

    private static Problem unknown() {
        return new Problem(
                HttpStatus.NOT_FOUND,
                "cycle-unknown",
                "There is no such cycle",
                "No cycle has this id. The page Cycles lists them.");
    }
}

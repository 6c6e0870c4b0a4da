package io.nuzantara.trainer;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The report of an analysis in Markdown, written from stored figures and our own words only: no text of clients is in it,
 * and every figure can be read again from the tables.
 */
final class TrainingReport {

    private final Analysis analysis;
    private final List<FeatureContrast> features;

    private TrainingReport(Analysis analysis, List<FeatureContrast> features) {
        this.analysis = analysis;
        this.features = features;
    }

    /** The report; the edit and its diff are null when there is none. */
    static String of(
            Analysis analysis,
            List<FeatureContrast> features,
            @Nullable Proposal proposal,
            List<PromptEdit.Operation> operations,
            @Nullable String diff) {
        var report = new TrainingReport(analysis, features);
        var text = report.ratings() + report.drivers() + report.others() + report.limits();
        return proposal == null || diff == null
                ? text + report.reproduce("")
                : text + edit(proposal, operations, diff) + report.reproduce(baseOf(proposal));
    }

    private String ratings() {
        return """
                # Conversation analysis

                Status: `%s`. Period: %s to %s (%d days; asked for %d).

                | ratings | conversations |
                |---|---|
                | all conversations of the period | %d |
                | rated | %d (%s) |
                | good (score >= %s) that count | %d |
                | bad (score < %s) that count | %d |
                | others that count | %d |
                | left out: newer ones of the same client and class count | %d |
                | left out: staff wrote most answers | %d |
                | left out: no answer by the assistant | %d |

                Windows looked at: %s.

                """.formatted(
                        analysis.status(),
                        analysis.windowFrom(),
                        analysis.windowTo(),
                        analysis.windowDays(),
                        analysis.daysBack(),
                        analysis.nTotal(),
                        analysis.nRated(),
                        percent(analysis.coverage()),
                        number(analysis.highFrom()),
                        analysis.nHigh(),
                        number(analysis.lowBelow()),
                        analysis.nLow(),
                        analysis.nMiddle(),
                        analysis.nDropped(),
                        analysis.staffLed(),
                        analysis.unanswered(),
                        String.join("; ", analysis.windowsTried()));
    }

    private String drivers() {
        var decided = features.stream().filter(FeatureContrast::decided).toList();
        if (decided.isEmpty()) {
            return "## Drivers\n\nNo difference was decided.\n\n";
        }
        return """
                ## Drivers

                Differences between %d good and %d bad conversations that hold raw, within topic, language and length, and in both halves.

                | feature | side | good | bad | delta | 95 %% interval | q | stratified q | n |
                |---|---|---|---|---|---|---|---|---|
                %s

                """.formatted(analysis.discoveryHigh(), analysis.discoveryLow(), rows(decided, TrainingReport::driver));
    }

    private String others() {
        var dropped = features.stream().filter(row -> !row.decided()).toList();
        return dropped.isEmpty() ? "" : """
                ## Not decided

                | feature | delta | q | stratified q | why |
                |---|---|---|---|---|
                %s

                """.formatted(rows(dropped, TrainingReport::dropped));
    }

    private String limits() {
        var detectable = analysis.detectableDelta();
        var power = detectable == null
                ? "Nothing was compared."
                : "With this number of conversations a difference of delta >= %s is found with 80 %% probability; smaller ones may be missed."
                        .formatted(number(detectable));
        var notes = analysis.warnings().stream().map(note -> "- " + note + "\n").collect(Collectors.joining());
        return """
                ## Limits

                - %s
                - Who rates chooses to: rated conversations are not a sample of all.
                - A difference is not a cause; only ratings after a change show whether it helped.
                %s
                """.formatted(power, notes);
    }

    private static String edit(Proposal proposal, List<PromptEdit.Operation> operations, String diff) {
        var explained = operations.stream()
                .map(operation -> "- %s %s: under \"%s\"%s: %s\n"
                        .formatted(
                                operation.feature(),
                                operation.direction(),
                                operation.anchor(),
                                operation.newSection() ? " (new section)" : "",
                                operation.text()))
                .collect(Collectors.joining());
        return """
                ## Proposed edit of %s

                Made by rules, not tried on held-out conversations (`%s`).

                %s
                ```diff
                %s```

                """.formatted(proposal.path(), proposal.state(), explained, diff);
    }

    private String reproduce(String base) {
        return """
                ## Reproduce

                Analysis `%s`, execution `%s`, feature set `%s`%s.
                """.formatted(analysis.id(), analysis.executionId(), analysis.featureSet(), base);
    }

    private static String baseOf(Proposal proposal) {
        return ", proposal `%s`, prompt blob `%s`, patch `%s`"
                .formatted(proposal.id(), proposal.baseBlob(), proposal.patchFile());
    }

    private static String rows(List<FeatureContrast> features, Function<FeatureContrast, String> row) {
        return features.stream().map(row).collect(Collectors.joining("\n"));
    }

    private static String driver(FeatureContrast row) {
        return "| %s | %s | %s | %s | %s | %s to %s | %s | %s | %d + %d |"
                .formatted(
                        row.feature(),
                        row.side().name().toLowerCase(Locale.ROOT),
                        number(row.meanHigh()),
                        number(row.meanLow()),
                        number(row.delta()),
                        number(row.ciLow()),
                        number(row.ciHigh()),
                        small(row.q()),
                        small(row.stratQ()),
                        row.nHigh(),
                        row.nLow());
    }

    private static String dropped(FeatureContrast row) {
        return "| %s | %s | %s | %s | %s |"
                .formatted(
                        row.feature(),
                        number(row.delta()),
                        small(row.q()),
                        small(row.stratQ()),
                        row.missing().stream()
                                .map(reason ->
                                        reason.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                                .collect(Collectors.joining(", ")));
    }

    private static String number(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String small(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.2g", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}

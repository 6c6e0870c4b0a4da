package io.nuzantara.environment;

import io.nuzantara.environment.Finding.Severity;
import java.util.List;
import java.util.function.Predicate;

/** Parts that work without being configured, in another way. */
final class OptionalParts {

    private static final List<Part> PARTS = List.of(
            new Part(
                    List.of("ANTHROPIC_API_KEY", "OPENROUTER_API_KEY", "OPENAI_API_KEY", "NUZANTARA_LLM_BASE_URL"),
                    "No language model is configured, so rules decide and write.",
                    "set the key of a provider, such as ANTHROPIC_API_KEY, or NUZANTARA_LLM_BASE_URL"),
            new Part(
                    List.of("SLACK_WEBHOOK_URL"),
                    "No Slack is configured, so alerts are lines in the log.",
                    "set SLACK_WEBHOOK_URL to an incoming webhook"),
            new Part(
                    List.of(Catalogue.DATABASE_URL),
                    "No database is configured, so the embedded one in the data directory is used.",
                    "set DATABASE_URL to a PostgreSQL database"));

    private OptionalParts() {}

    /** Those that nobody configured. */
    static List<Finding> unset(Predicate<String> isGiven) {
        return PARTS.stream()
                .filter(part -> part.variables().stream().noneMatch(isGiven))
                .map(Part::finding)
                .toList();
    }

    /**
     * A part.
     *
     * @param variables any one of them configures it
     */
    private record Part(List<String> variables, String instead, String fix) {
        Finding finding() {
            return new Finding(Severity.INFO, variables.getFirst(), instead, fix);
        }
    }
}

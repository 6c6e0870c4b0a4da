package io.nuzantara.knowledge;

import io.nuzantara.knowledge.extraction.Extraction;
import io.nuzantara.knowledge.extraction.Fact;
import io.nuzantara.knowledge.extraction.Literal;
import io.nuzantara.knowledge.extraction.Mention;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one conversation gives to the graph.
 *
 * @param conversation the source as it was when it was read
 * @param messages what each of its messages holds, in order
 * @param failure why nothing could be read; null = it was read
 */
record Contribution(
        Sources.Unread conversation,
        List<Read> messages,
        @Nullable String failure) {

    Contribution {
        messages = List.copyOf(messages);
    }

    /** A message and what it holds. */
    record Read(Sources.Said message, Extraction extraction) {}

    String ref() {
        return Long.toString(conversation.id());
    }

    int mentions() {
        return messages.stream()
                .mapToInt(read -> read.extraction().mentions().size())
                .sum();
    }

    int facts() {
        return messages.stream()
                .mapToInt(read -> read.extraction().facts().size())
                .sum();
    }

    @Nullable
    Instant saidFrom() {
        return messages.stream()
                .map(read -> read.message().saidAt())
                .min(Instant::compareTo)
                .orElse(null);
    }

    @Nullable
    Instant saidTo() {
        return messages.stream()
                .map(read -> read.message().saidAt())
                .max(Instant::compareTo)
                .orElse(null);
    }

    /** Who spoke and how far that voice is believed (start values). */
    enum Speaker {
        CLIENT("client", .9),
        ASSISTANT("assistant", .7),
        STAFF("staff", 1.0);

        private final String code;
        private final double trust;

        Speaker(String code, double trust) {
            this.code = code;
            this.trust = trust;
        }

        String code() {
            return code;
        }

        double trust() {
            return trust;
        }

        static Speaker of(String role) {
            return switch (role) {
                case "user" -> CLIENT;
                case "staff" -> STAFF;
                case "assistant" -> ASSISTANT;
                default -> throw new IllegalArgumentException("nobody speaks as " + role);
            };
        }
    }

    /** The canonical text of a fact: equal texts are one fact. */
    static String canonical(Fact fact) {
        return String.join(
                "\u001f",
                name(fact.subject()),
                fact.predicate().code(),
                switch (fact.object()) {
                    case Fact.Target.Entity(var mention) -> name(mention);
                    case Fact.Target.Value(var literal) -> json(literal);
                },
                "{}",
                fact.negated() ? "-" : "+");
    }

    private static String name(Mention mention) {
        return mention.type().code() + "\u001e" + mention.folded();
    }

    /** A literal as it is stored; no part of it is free text. */
    static String json(Literal literal) {
        return switch (literal) {
            case Literal.Money(var min, var max, var currency) ->
                """
                {"kind": "money", "min": %s, "max": %s, "currency": "%s"}""".formatted(min.toPlainString(), max.toPlainString(), currency);
            case Literal.Span(var min, var max, var unit) -> """
                {"kind": "duration", "min": %d, "max": %d, "unit": "%s"}""".formatted(min, max, unit);
            case Literal.Percent(var value) -> """
                {"kind": "percent", "value": %s}""".formatted(value.toPlainString());
            case Literal.Day(var year, var month, var day) -> """
                {"kind": "date", "year": %s, "month": %d, "day": %d}""".formatted(year, month, day);
        };
    }
}

package io.nuzantara.knowledge.extraction;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A value that a fact may have as its object; never an entity. */
public sealed interface Literal {

    /** An amount or a range of amounts; {@code min == max} for one amount. */
    record Money(BigDecimal min, BigDecimal max, String currency) implements Literal {
        public Money {
            min = plain(min);
            max = plain(max);
        }
    }

    /** A length of time; working days are a unit of their own and are never converted. */
    record Span(int min, int max, Unit unit) implements Literal {
        /** Day, working day, week, month, year. */
        public enum Unit {
            D,
            WD,
            W,
            M,
            Y
        }
    }

    record Percent(BigDecimal value) implements Literal {
        public Percent {
            value = plain(value);
        }
    }

    /** A day of the calendar; the year may be left open. */
    record Day(@Nullable Integer year, int month, int day) implements Literal {}

    private static BigDecimal plain(BigDecimal value) {
        return value.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(value.stripTrailingZeros().toPlainString());
    }

    /**
     * A literal and where it stands.
     *
     * @param start first UTF-16 offset in the message
     * @param end offset after the last
     */
    record Found(int start, int end, Literal literal) {
        Found at(int newStart, int newEnd) {
            return new Found(newStart, newEnd, literal);
        }
    }
}

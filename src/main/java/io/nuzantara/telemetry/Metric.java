package io.nuzantara.telemetry;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * One figure of the system: known, or unknown with the reason. What cannot be read is never reported as 0. As JSON
 * {@code {"value": 1.5}} or {@code {"reason": "..."}}, readable in both directions.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(Metric.Known.class), @JsonSubTypes.Type(Metric.Unknown.class)})
public sealed interface Metric {

    /** A figure that was read; finite. */
    record Known(double value) implements Metric {
        public Known {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a known metric is a finite number, not " + value);
            }
        }
    }

    /** A figure that could not be read; {@code reason} is one sentence without data of clients. */
    record Unknown(String reason) implements Metric {}

    static Metric known(double value) {
        return new Known(value);
    }

    static Metric unknown(String reason) {
        return new Unknown(reason);
    }
}

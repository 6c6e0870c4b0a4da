package io.nuzantara.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AlertRulesTests {

    /** {@code and} has the value of its left side. */
    @Test
    void theDurationThatAPersonReadsIsTheValueOfItsRule() {
        assertThat(Observability.rules().filter(AlertRulesTests::tellsADuration))
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(value(rule)).contains("_seconds"));
    }

    private static boolean tellsADuration(Map<String, Object> rule) {
        return Objects.toString(Observability.annotations(rule).get("summary")).contains("humanizeDuration");
    }

    private static String value(Map<String, Object> rule) {
        return Objects.toString(rule.get("expr")).split(" and ", -1)[0];
    }
}

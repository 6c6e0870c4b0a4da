package io.nuzantara.readiness;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a deployment stands.
 *
 * @param met whether every line is met or not applicable
 * @param stage until when: {@code now}, {@code 1h}, {@code 24h} or {@code 48h}
 * @param release what was deployed; null while no process has shown itself
 */
public record SuccessView(
        boolean met,
        String stage,
        Instant checkedAt,
        @Nullable Release release,
        List<Line> lines) {

    public SuccessView {
        lines = List.copyOf(lines);
    }

    /**
     * What is judged.
     *
     * @param since when its first process started: where the stages begin
     */
    public record Release(
            String version,
            @Nullable String commit,
            @Nullable String tag,
            Instant since) {}

    /**
     * One promise.
     *
     * @param stage by when it must have come
     * @param state {@code met}, {@code not_yet}, {@code failed} or {@code not_applicable}
     * @param says by what it is proved, or what is missing, in one sentence
     * @param link path of the page or call that proves it
     */
    public record Line(String id, String stage, String title, String state, String says, String link) {

        /** Whether nothing is left to wish for. */
        @JsonIgnore
        public boolean isFine() {
            return state.equals("met") || state.equals("not_applicable");
        }
    }
}

package io.nuzantara.execution;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an execution ends, as its row says it. */
record Ending(
        String status,
        @Nullable String errorCode,
        @Nullable String error,
        @Nullable String message,
        @Nullable Map<String, Object> result) {

    static Ending completed(Outcome.Completed outcome) {
        return new Ending("completed", null, null, outcome.message(), outcome.result());
    }

    static Ending failed(FailureCode code, String sentence) {
        return new Ending("failed", code.code(), sentence, sentence, null);
    }

    static Ending cancelled() {
        return new Ending("cancelled", null, null, "Cancelled; what was finished stays.", null);
    }
}

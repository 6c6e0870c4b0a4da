package io.nuzantara.execution.web;

import io.nuzantara.execution.AgentDescriptor;
import io.nuzantara.execution.ParameterReader;
import io.nuzantara.execution.ParameterReader.Reading;
import io.nuzantara.execution.Parameters;
import io.nuzantara.execution.Trigger;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** Reads what a run request carries beside its path. */
final class RunRequests {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,3})(?:$|[,;\\s])");
    private static final long LONGEST_WAIT = 60;
    private static final String CLI_AGENT = "nuzantara-cli/";

    private RunRequests() {}

    static Parameters parameters(
            AgentDescriptor agent, MultiValueMap<String, String> query, @Nullable Map<String, Object> body) {
        return switch (ParameterReader.read(agent, query, body)) {
            case Reading.Read(var parameters) -> parameters;
            case Reading.Refused(var refusals) -> throw AgentProblems.refused(refusals);
        };
    }

    /** The key in the name space of its caller, so that nobody meets another caller's execution. */
    static @Nullable String key(@Nullable String header, String principal) {
        if (header == null) {
            return null;
        }
        if (!KEY.matcher(header).matches()) {
            throw AgentProblems.invalid("Idempotency-Key", "it must be 1 to 200 visible ASCII characters");
        }
        return "http:%d:%s:%s".formatted(principal.length(), principal, header);
    }

    /** {@code wait} of RFC 7240, at most 60 seconds; any other preference is ignored, as the RFC asks. */
    static @Nullable Waiting wait(@Nullable String prefer) {
        var wait = WAIT.matcher(prefer == null ? "" : prefer);
        return wait.find()
                ? new Waiting(Duration.ofSeconds(Math.min(LONGEST_WAIT, Long.parseLong(wait.group(1)))))
                : null;
    }

    static Trigger trigger(@Nullable String key, @Nullable String userAgent) {
        if (key != null && key.startsWith("cycle:")) {
            return Trigger.CYCLE;
        }
        return userAgent != null && userAgent.startsWith(CLI_AGENT) ? Trigger.CLI : Trigger.API;
    }
}

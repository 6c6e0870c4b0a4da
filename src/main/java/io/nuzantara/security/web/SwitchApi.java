package io.nuzantara.security.web;

import io.nuzantara.security.KillSwitch;
import io.nuzantara.security.KillSwitch.Stop;
import io.nuzantara.security.Problem;
import io.nuzantara.security.Problem.Invalid;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The global stop over HTTP; nodes of every role take it. */
@RestController
class SwitchApi {

    private static final int LONGEST_REASON = 500;

    private final KillSwitch stopSwitch;

    SwitchApi(KillSwitch stopSwitch) {
        this.stopSwitch = stopSwitch;
    }

    /** Stops all outgoing work of all nodes within a second; repeating it changes nothing. */
    @PostMapping("/api/stop")
    @PreAuthorize("hasAuthority('switch:on')")
    State stop(@RequestBody Order order, Principal caller) {
        return new State(stopSwitch.stop(order.checked(), caller.getName()));
    }

    /** Lets work go on where it stood. */
    @PostMapping("/api/resume")
    @PreAuthorize("hasAuthority('switch:off')")
    State resume(Principal caller) {
        return new State(stopSwitch.resume(caller.getName()).orElse(null));
    }

    /** Why everything shall stop, for the people who will ask. */
    record Order(@Nullable String reason) {

        String checked() {
            var text = reason == null ? "" : reason.strip();
            if (text.isEmpty() || text.length() > LONGEST_REASON) {
                throw invalid("must have 1-" + LONGEST_REASON + " characters");
            }
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw invalid("must be one line without control characters");
            }
            return text;
        }

        private static Problem invalid(String reason) {
            return new Problem(
                    HttpStatus.BAD_REQUEST,
                    "body-invalid",
                    "The body is not valid",
                    "Nothing was stopped: the reason %s.".formatted(reason),
                    List.of(new Invalid("#/reason", reason)));
        }
    }

    /** The stop that is on; null = work goes on. */
    record State(@Nullable Stop stopped) {}
}

package io.nuzantara.security.web;

import io.nuzantara.security.KillSwitch;
import io.nuzantara.security.KillSwitch.Stop;
import io.nuzantara.security.StopReason;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The global stop over HTTP; nodes of every role take it. */
@RestController
class SwitchApi {

    private final KillSwitch stopSwitch;

    SwitchApi(KillSwitch stopSwitch) {
        this.stopSwitch = stopSwitch;
    }

    /** Stops all outgoing work of all nodes within a second; repeating it changes nothing. */
    @PostMapping("/api/stop")
    @PreAuthorize("hasAuthority('switch:on')")
    State stop(@RequestBody Order order, Principal caller) {
        return new State(stopSwitch.stop(StopReason.checked(order.reason()), caller.getName()));
    }

    /** Lets work go on where it stood. */
    @PostMapping("/api/resume")
    @PreAuthorize("hasAuthority('switch:off')")
    State resume(Principal caller) {
        return new State(stopSwitch.resume(caller.getName()).orElse(null));
    }

    /** What a caller says about the stop that it wants. */
    record Order(@Nullable String reason) {}

    /** The stop that is on; null = work goes on. */
    record State(@Nullable Stop stopped) {}
}

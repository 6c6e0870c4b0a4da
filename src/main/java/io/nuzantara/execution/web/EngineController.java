package io.nuzantara.execution.web;

import io.nuzantara.execution.Engine;
import io.nuzantara.execution.Engine.Work;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** How much is worked on at once: shown, and changed. */
@RestController
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class EngineController {

    private final Engine engine;

    EngineController(Engine engine) {
        this.engine = engine;
    }

    @GetMapping("/api/engine")
    @PreAuthorize("hasAuthority('execution:read')")
    Work engine() {
        return engine.work();
    }

    /** A change of one or both; what is not named stays. */
    record Change(@Nullable Integer slots, @Nullable Integer lanes) {}

    @PutMapping("/api/engine")
    @PreAuthorize("hasAuthority('limit:change')")
    Work change(@RequestBody Change change, Principal principal) {
        var now = engine.work();
        var slots = within("slots", change.slots() == null ? now.slots() : change.slots());
        var lanes = within("lanes", change.lanes() == null ? now.lanes() : change.lanes());
        return engine.change(new Work(slots, lanes), principal.getName());
    }

    private static int within(String name, int value) {
        if (value < 1 || value > Work.MOST) {
            throw AgentProblems.invalid(name, "it must be a whole number from 1 to " + Work.MOST);
        }
        return value;
    }
}

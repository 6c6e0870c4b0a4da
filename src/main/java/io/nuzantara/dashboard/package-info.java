/** Pages for people: what was done, what needs them, and why. */
@ApplicationModule(
        allowedDependencies = {
            "database",
            "security",
            "api",
            "execution",
            "conversation",
            "alert",
            "llm",
            "telemetry",
            "trainer",
            "nurture",
            "clientvalue",
            "knowledge",
            "optimizer",
            "orchestrator",
            "readiness"
        })
@NullMarked
package io.nuzantara.dashboard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

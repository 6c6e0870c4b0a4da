/** Whether the service keeps its promises: service levels and the success of a deployment, read from its own tables. */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "build",
            "database",
            "security",
            "execution",
            "conversation",
            "telemetry",
            "alert",
            "llm",
            "trainer",
            "clientvalue",
            "knowledge",
            "optimizer",
            "orchestrator"
        })
@NullMarked
package io.nuzantara.readiness;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

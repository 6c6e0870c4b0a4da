/** Whether the service can work and keeps its promises: the readiness matrix, service levels, the success of a deployment. */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "build",
            "database",
            "environment",
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

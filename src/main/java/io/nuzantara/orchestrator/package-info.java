/** The cycle: observe, plan, run, report, alert. */
@ApplicationModule(
        allowedDependencies = {
            "build",
            "database",
            "environment",
            "security",
            "api",
            "telemetry",
            "execution",
            "llm",
            "alert",
            "http",
            "trace"
        })
@NullMarked
package io.nuzantara.orchestrator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

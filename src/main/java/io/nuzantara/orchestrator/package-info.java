/** The cycle: observe, plan, run, report, alert. */
@ApplicationModule(allowedDependencies = {"database", "security", "api", "telemetry", "execution", "llm", "alert"})
@NullMarked
package io.nuzantara.orchestrator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** Whether the service keeps its promises: service levels watched from its own tables, told through alerts. */
@ApplicationModule(allowedDependencies = {"database", "security", "execution", "telemetry", "alert", "llm"})
@NullMarked
package io.nuzantara.readiness;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** Performance Optimizer: what makes database and API slow, with figures. */
@ApplicationModule(allowedDependencies = {"database", "security", "execution", "telemetry", "alert"})
@NullMarked
package io.nuzantara.optimizer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

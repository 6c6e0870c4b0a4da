/** What the system does: request log, statement statistics and samples, stored as snapshots. */
@ApplicationModule(allowedDependencies = {"build", "http", "database", "security", "conversation"})
@NullMarked
package io.nuzantara.telemetry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

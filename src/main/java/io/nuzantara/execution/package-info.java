/** Durable executions: what an agent starts is accepted in one transaction, survives any crash and always ends. */
@ApplicationModule(allowedDependencies = {"build", "database", "security", "api", "trace"})
@NullMarked
package io.nuzantara.execution;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

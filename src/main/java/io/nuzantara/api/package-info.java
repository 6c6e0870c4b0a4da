/** The agents' HTTP contract: one interface and its records, shared by the service and its callers. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.nuzantara.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

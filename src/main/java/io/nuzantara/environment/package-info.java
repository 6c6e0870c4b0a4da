/** The environment variables that people set: what each means, which are wrong, and the settings they become. */
@ApplicationModule(allowedDependencies = {"database"})
@NullMarked
package io.nuzantara.environment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** A sample business for a first run without any key. */
@ApplicationModule(allowedDependencies = {"database", "security", "api", "execution", "conversation"})
@NullMarked
package io.nuzantara.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

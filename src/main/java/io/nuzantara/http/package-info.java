/** What all who call out do in one way: read what an answer asks for, and bound their repeats. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.nuzantara.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

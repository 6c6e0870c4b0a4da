/** Who may do what: tokens, sessions, roles and sign-in. */
@ApplicationModule(allowedDependencies = {"database"})
@NullMarked
package io.nuzantara.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

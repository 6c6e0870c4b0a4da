/** Who may do what: tokens, sessions, roles and sign-in. */
@ApplicationModule(allowedDependencies = {"http", "database"})
@NullMarked
package io.nuzantara.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

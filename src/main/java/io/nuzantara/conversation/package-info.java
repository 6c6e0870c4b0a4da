/** Clients, practices, interactions and rated conversations: import and the facts every agent reads. */
@ApplicationModule(allowedDependencies = {"api", "database", "security", "execution"})
@NullMarked
package io.nuzantara.conversation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

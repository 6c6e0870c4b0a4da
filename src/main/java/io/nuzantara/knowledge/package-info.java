/** Knowledge Graph Builder: entities, relations and their evidence out of conversations. */
@ApplicationModule(allowedDependencies = {"database", "security", "execution", "conversation"})
@NullMarked
package io.nuzantara.knowledge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

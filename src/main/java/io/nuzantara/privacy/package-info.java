/** What is personal: found in free text and replaced before anything leaves, and refused at the door when something was missed. */
@ApplicationModule(allowedDependencies = {"database", "security", "execution", "conversation"})
@NullMarked
package io.nuzantara.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

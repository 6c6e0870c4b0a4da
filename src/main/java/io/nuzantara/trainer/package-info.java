/** Conversation Trainer: what well rated conversations did that badly rated ones did not, and the edit it suggests. */
@ApplicationModule(allowedDependencies = {"database", "security", "execution", "conversation", "alert"})
@NullMarked
package io.nuzantara.trainer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

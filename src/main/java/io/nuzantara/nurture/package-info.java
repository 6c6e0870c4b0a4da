/** Outreach: whom to write to, with the reason; plans and drafts. */
@ApplicationModule(allowedDependencies = {"database", "security", "execution", "conversation", "alert"})
@NullMarked
package io.nuzantara.nurture;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

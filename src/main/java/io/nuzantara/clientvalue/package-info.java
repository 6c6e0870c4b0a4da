/** Client Value Predictor: score, segment and risk of every active client. */
@ApplicationModule(allowedDependencies = {"database", "security", "execution", "conversation", "nurture", "alert"})
@NullMarked
package io.nuzantara.clientvalue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** One trace from a cycle to the call of a model: carried over threads, rows and HTTP; what leaves holds no content. */
@ApplicationModule(allowedDependencies = {"http"})
@NullMarked
package io.nuzantara.trace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

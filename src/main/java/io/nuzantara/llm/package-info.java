/** Language and embedding models behind one port each: what is asked, what it may cost, what counts as an answer. */
@ApplicationModule(
        allowedDependencies = {"database", "environment", "security", "execution", "privacy", "http", "trace"})
@NullMarked
package io.nuzantara.llm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

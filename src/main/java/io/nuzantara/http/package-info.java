/** What all who speak HTTP do in one way: know probes and files, read what an answer asks for, and bound their repeats. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.nuzantara.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

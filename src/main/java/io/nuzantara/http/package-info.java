/** What headers of HTTP mean, read in one way by all who call out. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.nuzantara.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

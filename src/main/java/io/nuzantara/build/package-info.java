/** What this program was built from: version, commit, and whether the tree held changes of nobody's commit. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.nuzantara.build;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

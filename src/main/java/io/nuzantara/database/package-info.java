/** PostgreSQL, embedded or external: the server, the connections, the migrations and the data directory. */
@ApplicationModule(allowedDependencies = {"build"})
@NullMarked
package io.nuzantara.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** Backups of the whole schema as files, and their way back into a database. */
@NamedInterface("backup")
@NullMarked
package io.nuzantara.database.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

/** The documents of the repository, read as their readers do: links followed, commands typed. */
@NullMarked
package io.nuzantara.docs;

import org.jspecify.annotations.NullMarked;

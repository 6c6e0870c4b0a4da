/** The program: its entry point. */
@NullMarked
package io.nuzantara;

import org.jspecify.annotations.NullMarked;

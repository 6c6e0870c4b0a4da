/** The program: its entry point and the translation of its environment into settings. */
@NullMarked
package io.nuzantara;

import org.jspecify.annotations.NullMarked;

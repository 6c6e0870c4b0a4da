/** The rows of the readiness matrix: each looks at one thing, says how it is and how to mend it. */
@NullMarked
package io.nuzantara.readiness.check;

import org.jspecify.annotations.NullMarked;

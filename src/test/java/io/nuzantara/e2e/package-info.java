/** The packaged program as its users start it: real processes, real servers, real data. */
@NullMarked
package io.nuzantara.e2e;

import org.jspecify.annotations.NullMarked;

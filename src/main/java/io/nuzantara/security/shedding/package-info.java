/** Turns requests away, early and with the time to come back, that the process could not answer in time. */
@NullMarked
package io.nuzantara.security.shedding;

import org.jspecify.annotations.NullMarked;

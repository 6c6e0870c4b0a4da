/** Real processes that run the engine and die: the crash suite, tests of several nodes, and the fake world they call. */
@NullMarked
package io.nuzantara.execution.crash;

import org.jspecify.annotations.NullMarked;

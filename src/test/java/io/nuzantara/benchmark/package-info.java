/** Benchmarks and long suites, started by {@code ./nuzantara bench}: figures, never a pass or fail by time. */
@NullMarked
package io.nuzantara.benchmark;

import org.jspecify.annotations.NullMarked;

package io.nuzantara.benchmark;

/** One suite of benchmarks. */
public interface Suite {

    /** As it is typed. */
    String name();

    /** What its figures show, one sentence. */
    String shows();

    /**
     * Runs the suite and prints its figures.
     *
     * @return the exit code: 0, or 1 when a long suite found a violation
     */
    int run(BenchOptions options);
}

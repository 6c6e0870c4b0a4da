package io.nuzantara.readiness.check;

/** One row of the matrix. It changes nothing, and answers within seconds. */
public interface Check {

    /** Kebab case; stable. */
    String id();

    Group group();

    /** How it is now. A check may fail with an exception, which counts as a failure of the row. */
    Verdict run();

    /**
     * Whether it may compute for seconds on this machine: then it waits for others that do, and no answer in time tells of a busy
     * machine and not of a fault.
     */
    default boolean computes() {
        return false;
    }
}

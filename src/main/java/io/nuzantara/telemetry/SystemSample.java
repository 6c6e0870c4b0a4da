package io.nuzantara.telemetry;

import org.jspecify.annotations.Nullable;

/** The load of machine and process at one moment; null = could not be read. CPU values are shares of all cores. */
record SystemSample(
        @Nullable Double systemCpu,
        @Nullable Double processCpu,
        @Nullable Double loadPerCore,
        @Nullable Long memoryUsed,
        @Nullable Long memoryTotal,
        @Nullable Long heapAfterGc,
        @Nullable Long heapMax,
        @Nullable Long gcMillis,
        @Nullable Pool pool,
        @Nullable Long diskFree) {

    /** The pool of database connections of this process. */
    record Pool(int active, int pending, int max) {}
}

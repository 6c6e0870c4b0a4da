package io.nuzantara.readiness.check;

/**
 * Uses one part of the program once.
 *
 * @param part its name for people
 */
record Exercise(String part, Work work) {

    /** What the part does; throws when it cannot. */
    interface Work {
        void go() throws Exception;
    }
}

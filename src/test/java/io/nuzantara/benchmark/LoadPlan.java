package io.nuzantara.benchmark;

import java.util.List;

/**
 * What a {@link LoadGenerator} does.
 *
 * @param url address of the service
 * @param tokens one for each caller; they take turns
 * @param paths what is read; they take turns
 * @param phases one after the other
 */
record LoadPlan(String url, List<String> tokens, List<String> paths, List<Phase> phases) {

    /**
     * Some seconds of an even rate.
     *
     * @param callers how many of the tokens are used
     * @param perSecond requests a second of all callers together, sent whether the ones before are answered or not
     */
    record Phase(String name, int callers, int perSecond, int seconds) {

        int requests() {
            return perSecond * seconds;
        }
    }
}

package io.nuzantara.execution;

import java.util.concurrent.ThreadLocalRandom;

/**
 * A lane in the hands of a process.
 *
 * @param lane its number, from 0
 * @param version the version of the scheduler's row by which the process holds it
 * @param text what its items carry; new at every pick
 */
record Owner(int lane, long version, String text) {

    static Owner of(int lane, long version) {
        return new Owner(
                lane,
                version,
                "lane-%d@%d-%08x"
                        .formatted(lane, version, ThreadLocalRandom.current().nextInt()));
    }
}

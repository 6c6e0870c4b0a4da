package io.nuzantara.llm;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How long to wait before a retry: what the provider wishes, else full jitter below a doubling bound (AWS Builders' Library). */
record Backoff(RandomGenerator random) {

    /** Retries after the first call of a question. */
    static final int RETRIES = 3;

    private static final Duration FIRST = Duration.ofMillis(400);

    /**
     * @param retry 1 before the first retry
     * @param wish what the provider asked for; null when it did not
     */
    Duration before(int retry, @Nullable Duration wish) {
        var bound = FIRST.multipliedBy(1L << (retry - 1));
        var jitter = Duration.ofMillis(random.nextLong(bound.toMillis() + 1));
        return wish == null ? jitter : wish.plus(jitter.dividedBy(4));
    }
}

package io.nuzantara.llm;

import io.nuzantara.database.RecordMapper;
import io.nuzantara.llm.Bucket.Verdict;
import io.nuzantara.llm.SpendingSettings.Limit;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The limits of providers as all nodes see them: who takes something has the provider's row locked. */
@Repository
class LimitRows {

    /** How soon to look again when all places are taken: another node may free one without telling. */
    static final Duration LOOK = Duration.ofMillis(50);

    private final JdbcClient jdbc;
    private final TransactionTemplate own;

    LimitRows(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
    }

    /** What came of one try. */
    sealed interface Try {
        /** A place, held under this id. */
        record Taken(UUID permit) implements Try {}

        /** Nothing before this time has passed, by a limit of calls or tokens, or by the provider's own word. */
        record Wait(Duration pause) implements Try {}

        /** All places are taken. */
        record Busy() implements Try {}
    }

    /**
     * Takes a place, if there is one now. Callers of all nodes stand in line for one row, so this is two statements and a
     * commit that does not wait for the disk: a place that a crash of the server forgets is a lease that ends early.
     */
    Try take(String provider, Limit limit, long tokens, Instant now, Instant leasedUntil) {
        return Objects.requireNonNull(own.execute(status -> {
            var bucket = locked(provider, limit, now);
            return switch (bucket.take(limit, tokens, now)) {
                case Verdict.Enter(var rest) -> enter(provider, limit.concurrency(), rest, now, leasedUntil);
                case Verdict.Wait(var pause) -> new Try.Wait(pause);
            };
        }));
    }

    private Bucket locked(String provider, Limit limit, Instant now) {
        return lock(provider).orElseGet(() -> {
            open(provider, limit, now);
            return lock(provider).orElseThrow();
        });
    }

    private Optional<Bucket> lock(String provider) {
        return jdbc.sql("""
                        SELECT requests, tokens, refilled_at, blocked_until, set_config('synchronous_commit', 'off', true)
                          FROM llm_limits
                         WHERE provider = :provider
                           FOR UPDATE
                        """)
                .param("provider", provider)
                .query(RecordMapper.of(Bucket.class))
                .optional();
    }

    private void open(String provider, Limit limit, Instant now) {
        var full = Bucket.full(limit, now);
        jdbc.sql("""
                        INSERT INTO llm_limits (provider, requests, tokens, refilled_at)
                        VALUES (:provider, :requests, :tokens, :now)
                        ON CONFLICT (provider) DO NOTHING
                        """)
                .param("provider", provider)
                .param("requests", full.requests())
                .param("tokens", full.tokens())
                .param("now", utc(now))
                .update();
    }

    /**
     * Counted after the row is locked: a count in the statement that locks would see what was before the wait. Places of
     * processes that died come free when their lease is over.
     */
    private Try enter(String provider, int places, Bucket rest, Instant now, Instant leasedUntil) {
        var permit = UUID.randomUUID();
        var entered = jdbc.sql("""
                        WITH room AS (SELECT FROM llm_permits WHERE provider = :provider AND leased_until > :now HAVING count(*) < :places),
                             died AS (DELETE FROM llm_permits WHERE provider = :provider AND leased_until <= :now),
                             taken AS (INSERT INTO llm_permits (id, provider, leased_until) SELECT :id, :provider, :until FROM room)
                        UPDATE llm_limits
                           SET requests = :requests, tokens = :tokens, refilled_at = :refilled, blocked_until = NULL
                         WHERE provider = :provider AND EXISTS (SELECT FROM room)
                        """)
                .param("provider", provider)
                .param("places", places)
                .param("now", utc(now))
                .param("id", permit)
                .param("until", utc(leasedUntil))
                .param("requests", rest.requests())
                .param("tokens", rest.tokens())
                .param("refilled", utc(rest.refilledAt()))
                .update();
        return entered > 0 ? new Try.Taken(permit) : new Try.Busy();
    }

    /** Does not wait for the disk either: a place that a crash of the server brings back is free when its lease is over. */
    void leave(UUID permit) {
        jdbc.sql("""
                        DELETE FROM llm_permits
                         USING set_config('synchronous_commit', 'off', true)
                         WHERE id = :id
                        """).param("id", permit).update();
    }

    /** A pause for all nodes; one that is longer already stays. */
    void block(String provider, Limit limit, Instant now, Instant until) {
        open(provider, limit, now);
        jdbc.sql("""
                        UPDATE llm_limits SET blocked_until = :until
                         WHERE provider = :provider AND (blocked_until IS NULL OR blocked_until < :until)
                        """).param("provider", provider).param("until", utc(until)).update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}

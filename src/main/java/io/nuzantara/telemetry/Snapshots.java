package io.nuzantara.telemetry;

import io.nuzantara.database.RecordMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Snapshots of the server's statement statistics, and what happened between two of them. The server's own counters are
 * only read, never reset.
 */
@Component
public class Snapshots {

    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final int FETCH = 2_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final StatementSource source;
    private final SnapshotWriter writer;

    Snapshots(JdbcClient jdbc, PlatformTransactionManager transactions, StatementSource source, SnapshotWriter writer) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
        this.source = source;
        this.writer = writer;
    }

    /** Takes a snapshot now, waiting for one that is being taken. What cannot be read is noted in it. */
    public Taken take() {
        var state = source.state();
        return transactions.execute(status -> {
            writer.lock();
            return writer.write(state);
        });
    }

    /** Takes a snapshot unless the latest is younger than 10 minutes or another node is taking one. */
    void takeIfDue() {
        if (isFresh()) {
            return;
        }
        var state = source.state();
        transactions.executeWithoutResult(status -> {
            if (writer.tryLock() && !isFresh()) {
                writer.write(state);
            }
        });
    }

    private boolean isFresh() {
        return jdbc.sql("""
                        SELECT /* nuzantara:telemetry */ count(*) > 0
                          FROM stat_snapshots
                         WHERE taken_at > clock_timestamp() - make_interval(secs => :seconds)
                        """)
                .param("seconds", INTERVAL.toSeconds() - 1)
                .query(Boolean.class)
                .single();
    }

    /** What statement statistics lack now; empty when everything can be read. */
    public List<Missing> missing() {
        return switch (source.state()) {
            case StatementSource.State.Available(var _, var lacks) -> lacks;
            case StatementSource.State.Unavailable(var missing) -> List.of(missing);
        };
    }

    /** When the latest snapshot was taken. */
    public Optional<Instant> latest() {
        return jdbc.sql("SELECT /* nuzantara:telemetry */ max(taken_at) FROM stat_snapshots")
                .query((row, number) -> row.getObject(1, OffsetDateTime.class))
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** When the oldest snapshot that is kept was taken. */
    public Optional<Instant> oldest() {
        return jdbc.sql("SELECT /* nuzantara:telemetry */ min(taken_at) FROM stat_snapshots")
                .query((row, number) -> row.getObject(1, OffsetDateTime.class))
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Snapshots taken after this moment. */
    public long countSince(Instant since) {
        return jdbc.sql("SELECT /* nuzantara:telemetry */ count(*) FROM stat_snapshots WHERE taken_at > :since")
                .param("since", time(since))
                .query(Long.class)
                .single();
    }

    /** What statements did between the first and the last readable snapshot from {@code from} to {@code to}, both included. */
    public Delta delta(Instant from, Instant to) {
        return transactions.execute(status -> read(from, to));
    }

    private Delta read(Instant from, Instant to) {
        var window = new DeltaWindow();
        var heads = heads(from, to);
        jdbc.sql("""
                        SELECT /* nuzantara:telemetry */ s.*
                          FROM statement_samples AS s
                          JOIN stat_snapshots AS h ON h.id = s.snapshot_id
                         WHERE h.missing IS NULL AND h.taken_at BETWEEN :from AND :to
                         ORDER BY h.taken_at, h.id
                        """)
                .param("from", time(from))
                .param("to", time(to))
                .withFetchSize(FETCH)
                .query(new SampleFeed(window, heads));
        heads.forEach(window::begin);
        return delta(window, from);
    }

    private List<DeltaWindow.Head> heads(Instant from, Instant to) {
        return new ArrayList<>(jdbc.sql("""
                        SELECT /* nuzantara:telemetry */ id, taken_at, stats_reset, dealloc
                          FROM stat_snapshots
                         WHERE missing IS NULL AND taken_at BETWEEN :from AND :to
                         ORDER BY taken_at, id
                        """)
                .param("from", time(from))
                .param("to", time(to))
                .query(RecordMapper.of(DeltaWindow.Head.class))
                .list());
    }

    private Delta delta(DeltaWindow window, Instant from) {
        var first = window.first();
        var last = window.last();
        var texts = texts();
        var byStatement = new HashMap<List<Object>, Delta.Statement>();
        window.end()
                .forEach(growth -> byStatement.merge(
                        List.of(growth.key().queryId(), growth.key().topLevel()),
                        statement(growth, texts.get(growth.key().queryId())),
                        Snapshots::together));
        var statements = byStatement.values().stream()
                .sorted(Comparator.comparingDouble((Delta.Statement statement) ->
                                -statement.counters().execMs())
                        .thenComparingLong(Delta.Statement::queryId))
                .toList();
        return new Delta(
                first == null ? from : first.takenAt(),
                last == null ? from : last.takenAt(),
                window.snapshots(),
                window.resets(),
                window.evictions(),
                statements);
    }

    private static Delta.Statement statement(DeltaWindow.Growth growth, @Nullable Text text) {
        return new Delta.Statement(
                growth.key().queryId(),
                growth.key().topLevel(),
                growth.counters(),
                growth.evicted(),
                text == null ? null : text.text(),
                text == null ? null : text.fingerprint(),
                text == null ? null : text.module(),
                text == null ? "no_privilege" : text.reason());
    }

    private static Delta.Statement together(Delta.Statement one, Delta.Statement other) {
        return new Delta.Statement(
                one.queryId(),
                one.topLevel(),
                one.counters().plus(other.counters()),
                one.evicted() || other.evicted(),
                one.text(),
                one.fingerprint(),
                one.module(),
                one.skipped());
    }

    private Map<Long, Text> texts() {
        var texts = new HashMap<Long, Text>();
        jdbc.sql("SELECT /* nuzantara:telemetry */ queryid, text, fingerprint, module, reason FROM statement_texts")
                .query(RecordMapper.of(Text.class))
                .list()
                .forEach(text -> texts.put(text.queryid(), text));
        return texts;
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    /**
     * A snapshot that was taken.
     *
     * @param takenAt by the server's clock
     * @param statements statements sampled
     * @param missing what could not be read
     */
    public record Taken(Instant takenAt, int statements, List<Missing> missing) {}

    private record Text(
            long queryid,
            String text,
            String fingerprint,
            @Nullable String module,
            @Nullable String reason) {}
}

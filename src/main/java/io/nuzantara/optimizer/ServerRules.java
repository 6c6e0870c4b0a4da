package io.nuzantara.optimizer;

import java.util.List;
import java.util.stream.Stream;

/** Tables, sequences, sessions and transaction ids; thresholds as of optimizer defaults. */
final class ServerRules {

    static final String DEAD = "catalog.dead_rows";
    static final String STALE = "catalog.stale_statistics";
    static final String SEQUENCE = "catalog.sequence";
    static final String LONG = "catalog.long_transaction";
    static final String IDLE = "catalog.idle_in_transaction";
    static final String CONNECTIONS = "catalog.connections";
    static final String WRAPAROUND = "catalog.transaction_id_age";

    private static final long DEAD_ROWS = 10_000;
    private static final long STALE_ROWS = 1_000;
    private static final double SHARE = 0.20;
    private static final double SEQUENCE_SHARE = 0.80;
    private static final double CONNECTIONS_HIGH = 0.80;
    private static final double CONNECTIONS_CRITICAL = 0.95;
    private static final long IDS = 1L << 31;
    private static final long FEW_IDS = 10_000_000;
    private static final long SOME_IDS = 40_000_000;

    private ServerRules() {}

    static Checked tables(List<ServerFacts.Table> tables) {
        return Checked.found(DEAD, tables.stream().flatMap(ServerRules::dead))
                .and(Checked.found(STALE, tables.stream().flatMap(ServerRules::stale)));
    }

    private static Stream<Finding> dead(ServerFacts.Table table) {
        var all = table.live() + table.dead();
        if (table.dead() <= DEAD_ROWS || table.dead() <= SHARE * all) {
            return Stream.empty();
        }
        var figures = Finding.figures("%,d of %,d rows are dead: autovacuum does not keep up", table.dead(), all)
                .with("dead", table.dead())
                .with("live", table.live());
        return Stream.of(new Finding(DEAD, Severity.MEDIUM, table.name(), figures.all()));
    }

    private static Stream<Finding> stale(ServerFacts.Table table) {
        if (table.modified() <= STALE_ROWS || table.modified() <= SHARE * table.live()) {
            return Stream.empty();
        }
        var figures = Finding.figures(
                        "%,d rows changed since the planner's statistics were taken (%,d rows)",
                        table.modified(), table.live())
                .with("modified", table.modified())
                .with("live", table.live());
        return Stream.of(new Finding(STALE, Severity.LOW, table.name(), figures.all()));
    }

    static Checked sequences(List<ServerFacts.Sequence> sequences) {
        return Checked.found(
                SEQUENCE,
                sequences.stream()
                        .filter(sequence -> sequence.lastValue() > SEQUENCE_SHARE * sequence.maxValue())
                        .map(sequence -> {
                            var share = (double) sequence.lastValue() / sequence.maxValue();
                            var figures = Finding.figures(
                                            "%.1f %% of its numbers are used: change the type to bigint", 100 * share)
                                    .with("used_share", share)
                                    .with("left", sequence.maxValue() - sequence.lastValue());
                            return new Finding(SEQUENCE, Severity.HIGH, sequence.name(), figures.all());
                        }));
    }

    static Checked sessions(ServerFacts.Sessions sessions) {
        return connections(sessions)
                .and(aged(LONG, "transactions are open for more than 60 s", sessions.longSeconds(), sessions.blocked()))
                .and(aged(
                        IDLE,
                        "sessions are idle in a transaction for more than 60 s",
                        sessions.idleSeconds(),
                        sessions.blocked()));
    }

    private static Checked connections(ServerFacts.Sessions sessions) {
        var share = (double) sessions.used() / sessions.limit();
        if (share < CONNECTIONS_HIGH) {
            return Checked.found(CONNECTIONS, List.of());
        }
        var severity = share >= CONNECTIONS_CRITICAL ? Severity.CRITICAL : Severity.HIGH;
        var figures = Finding.figures("%,d of %,d connections are open", sessions.used(), sessions.limit())
                .with("share", share);
        return Checked.found(CONNECTIONS, List.of(new Finding(CONNECTIONS, severity, "server", figures.all())));
    }

    private static Checked aged(String rule, String what, List<Long> seconds, long blocked) {
        if (seconds.isEmpty()) {
            return Checked.found(rule, List.of());
        }
        var longest = seconds.stream().mapToLong(Long::longValue).max().orElse(0);
        var figures = Finding.figures("%,d %s, the longest for %,d s", seconds.size(), what, longest)
                .with("sessions", seconds.size())
                .with("longest_seconds", longest)
                .with("blocked", blocked);
        var severity = blocked > 0 ? Severity.HIGH : Severity.MEDIUM;
        return Checked.found(rule, List.of(new Finding(rule, severity, "server", figures.all())));
    }

    /** @param age of the oldest transaction id of this database; at 2^31 the server stops accepting writes */
    static Checked transactionIds(long age) {
        var left = IDS - age;
        if (left > SOME_IDS) {
            return Checked.found(WRAPAROUND, List.of());
        }
        var severity = left <= FEW_IDS ? Severity.HIGH : Severity.MEDIUM;
        var figures = Finding.figures("%,d transaction ids are left: VACUUM the oldest tables now", left)
                .with("left", left);
        return Checked.found(WRAPAROUND, List.of(new Finding(WRAPAROUND, severity, "database", figures.all())));
    }
}

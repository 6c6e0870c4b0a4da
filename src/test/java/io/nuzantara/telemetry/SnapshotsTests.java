package io.nuzantara.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.nuzantara.database.DatabaseUrl;
import io.nuzantara.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SnapshotsTests {

    private static TestDatabase database;
    private static JdbcClient jdbc;
    private static Snapshots snapshots;

    @BeforeAll
    static void createDatabase() {
        database = TestDatabase.create();
        jdbc = database.jdbc();
        snapshots = TestTelemetry.snapshots(database.dataSource());
    }

    @Test
    void theWindowCountsExactlyTheCallsBetweenTwoSnapshots() {
        var first = snapshots.take();
        for (var call = 0; call < 7; call++) {
            jdbc.sql("SELECT count(*) AS seven_times FROM crm_clients WHERE name = 'Putu Sari'")
                    .query(Long.class)
                    .single();
        }
        var last = snapshots.take();

        var delta = snapshots.delta(first.takenAt(), last.takenAt());
        var statement = delta.statements().stream()
                .filter(row -> row.text() != null && row.text().contains("seven_times"))
                .findFirst()
                .orElseThrow();
        assertThat(delta.snapshots()).isEqualTo(2);
        assertThat(statement.counters().calls()).isEqualTo(7);
        assertThat(statement.skipped()).isNull();
        assertThat(statement.text()).doesNotContain("Putu");
        assertThat(last.missing()).isEmpty();
        assertThat(last.statements()).isPositive();
    }

    @Test
    void theSecretOfAUtilityStatementIsNotKept() {
        jdbc.sql("SET application_name TO 'hush-hush'").update();
        snapshots.take();

        assertThat(jdbc.sql("SELECT count(*) FROM statement_texts WHERE text LIKE '%hush%'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("SELECT count(*) FROM statement_texts WHERE reason = 'utility' AND text = 'SET ...'")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void tablesAndIndexesAreSampledOnceAnHour() {
        snapshots.take();
        snapshots.take();

        assertThat(jdbc.sql("SELECT count(*) FROM stat_snapshots WHERE relations")
                        .query(Long.class)
                        .single())
                .isOne();
        assertThat(jdbc.sql(
                                "SELECT count(*) FROM relation_samples WHERE kind = 'index' AND index_name = 'crm_clients_pkey'")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void aSnapshotThatIsNotDueIsNotTaken() {
        snapshots.take();
        var latest = snapshots.latest();
        snapshots.takeIfDue();

        assertThat(snapshots.latest()).isEqualTo(latest).isPresent();
    }

    @Test
    void withoutTheExtensionTheSnapshotSaysWhatToDo() {
        var address = database.app();
        var elsewhere = new DatabaseUrl(
                address.jdbcUrl().replaceFirst("/test_\\d+\\?", "/postgres?"), address.user(), address.password());

        assertThat(lack(elsewhere, "SELECT 1").code()).isEqualTo("extension_missing");
        assertThat(lack(elsewhere, "SELECT 1").fix()).contains("CREATE EXTENSION pg_stat_statements");
    }

    @Test
    void anExtensionOutsideTheSearchPathIsNamed() {
        assertThat(lack(database.app(), "SET search_path TO nuzantara").code()).isEqualTo("extension_hidden");
    }

    @Test
    void aRoleThatSeesOnlyItsOwnStatementsIsNamed() {
        assertThat(lack(database.owner(), "SET search_path TO nuzantara, public")
                        .fix())
                .contains("GRANT pg_read_all_stats");
    }

    @Test
    void aLibraryThatIsNotPreloadedIsNamedAndTheRestOfTheSnapshotIsTaken() {
        try (var pool = pool(database.owner(), "SET search_path TO unloaded, nuzantara, public")) {
            var owner = JdbcClient.create(pool);
            owner.sql("CREATE SCHEMA IF NOT EXISTS unloaded").update();
            owner.sql("""
                            CREATE OR REPLACE FUNCTION unloaded.refuse() RETURNS bigint LANGUAGE plpgsql AS $$
                            BEGIN
                              RAISE EXCEPTION 'pg_stat_statements must be loaded' USING ERRCODE = '55000';
                            END $$
                            """).update();
            owner.sql("CREATE OR REPLACE VIEW unloaded.pg_stat_statements_info AS SELECT unloaded.refuse() AS dealloc")
                    .update();

            var taken = TestTelemetry.snapshots(pool).take();

            assertThat(taken.missing()).extracting(Missing::code).containsExactly("not_preloaded");
            assertThat(taken.statements()).isZero();
            assertThat(snapshots.delta(taken.takenAt(), taken.takenAt()).snapshots())
                    .isZero();
        }
    }

    @Test
    void anEmptyWindowIsAValue() {
        var from = Instant.parse("2020-01-01T00:00:00Z");

        var delta = snapshots.delta(from, from.plus(Duration.ofHours(1)));

        assertThat(delta.statements()).isEmpty();
        assertThat(delta.totalMs()).isZero();
    }

    @Test
    void manyFastCallsOutrankAFewSlowOnes() {
        var first = constructed(Instant.parse("2021-01-01T00:00:00Z"), 0, 0, 0, 0);
        var last = constructed(Instant.parse("2021-01-01T06:00:00Z"), 100_000, 500_000, 3, 4_200);

        var delta = snapshots.delta(first, last);

        assertThat(delta.statements()).extracting(Delta.Statement::queryId).containsExactly(51L, 14L);
        assertThat(delta.totalMs()).isEqualTo(504_200);
        assertThat(delta.statements().getFirst().skipped()).isEqualTo("no_privilege");
    }

    private static Instant constructed(Instant at, long calls, double millis, long otherCalls, double otherMillis) {
        var id = jdbc.sql("""
                        INSERT INTO stat_snapshots (taken_at, server_started_at, server_version, stats_reset, dealloc)
                        VALUES (:at, '2020-12-31', 180006, '2020-12-31', 0)
                        RETURNING id
                        """)
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .query(Long.class)
                .single();
        statement(id, 51, calls, millis);
        statement(id, 14, otherCalls, otherMillis);
        return at;
    }

    private static void statement(long snapshot, long query, long calls, double millis) {
        jdbc.sql("""
                        INSERT INTO statement_samples
                        VALUES (:snapshot, 10, 5, :query, true, :calls, :calls, :millis, 0, 0, 0, 0, 0, 0, 0, 0, 0, '2020-12-31')
                        """)
                .param("snapshot", snapshot)
                .param("query", query)
                .param("calls", calls)
                .param("millis", millis)
                .update();
    }

    private static Missing lack(DatabaseUrl url, String init) {
        try (var pool = pool(url, init)) {
            return TestTelemetry.snapshots(pool).missing().getFirst();
        }
    }

    private static HikariDataSource pool(DatabaseUrl url, String init) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url.jdbcUrl());
        pool.setUsername(url.user());
        pool.setPassword(url.password());
        pool.setMaximumPoolSize(2);
        pool.setMinimumIdle(0);
        pool.setConnectionInitSql(init);
        return pool;
    }
}

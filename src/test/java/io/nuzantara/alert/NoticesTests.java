package io.nuzantara.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class NoticesTests {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final TestDatabase database = TestDatabase.create();

    /** What PostgreSQL last knew of the table decides how it joins, and none of the ways may claim more than one. */
    @Test
    void oneNoticeIsClaimedAtATimeHoweverItIsJoined() throws Exception {
        raise(1, 1);
        analyze();
        raise(2, 5);
        try (var connection = database.dataSource().getConnection()) {
            var jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            var notices = new Notices(jdbc, Clock.fixed(NOON, ZoneOffset.UTC));
            jdbc.sql("BEGIN").update();
            for (var way : List.of("hashjoin", "mergejoin", "material", "indexscan", "bitmapscan")) {
                jdbc.sql("SET LOCAL enable_" + way + " = off").update();
            }

            var claimed = IntStream.range(0, 5)
                    .mapToObj(_ -> notices.claimDue(false).orElseThrow().cause())
                    .toList();

            assertThat(claimed).doesNotHaveDuplicates().hasSize(5);
            assertThat(notices.claimDue(false)).isEmpty();
            jdbc.sql("COMMIT").update();
        }
    }

    private void raise(int first, int last) {
        database.jdbc()
                .sql("""
                        INSERT INTO alerts (cause, severity, title, text, link, raised_at, not_before)
                        SELECT 'cause:' || n, 'warning', 'title', 'text', '/', :noon, :noon
                          FROM generate_series(:first, :last) AS n
                        """)
                .param("noon", NOON.atOffset(ZoneOffset.UTC))
                .param("first", first)
                .param("last", last)
                .update();
    }

    private void analyze() throws SQLException {
        var owner = database.owner();
        try (var connection = DriverManager.getConnection(owner.jdbcUrl(), owner.credentials());
                var statement = connection.createStatement()) {
            statement.execute("ANALYZE nuzantara.alerts");
        }
    }
}

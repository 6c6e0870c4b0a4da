package io.nuzantara.telemetry;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Parts of this module, wired by hand for tests of this and other modules. */
public final class TestTelemetry {

    private TestTelemetry() {}

    public static Snapshots snapshots(DataSource dataSource) {
        var jdbc = JdbcClient.create(dataSource);
        return new Snapshots(
                jdbc,
                new DataSourceTransactionManager(dataSource),
                new StatementSource(jdbc),
                new SnapshotWriter(jdbc, new JdbcTemplate(dataSource)));
    }

    public static Endpoints endpoints(DataSource dataSource, Clock clock) {
        return new Endpoints(JdbcClient.create(dataSource), clock);
    }

    public static BusinessCounts businessCounts(DataSource dataSource, Clock clock) {
        return new BusinessCounts(
                JdbcClient.create(dataSource),
                new DataSourceTransactionManager(dataSource),
                clock,
                java.time.ZoneId.of("Asia/Makassar"));
    }
}

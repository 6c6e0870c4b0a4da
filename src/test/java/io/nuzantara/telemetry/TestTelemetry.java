package io.nuzantara.telemetry;

import io.nuzantara.build.Build;
import io.nuzantara.database.DataDirectory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Parts of this module, wired by hand for tests of this and other modules. */
public final class TestTelemetry {

    private static final Build TEST = new Build("1.2.3", "b53dcf9ba6fbfa6ebca182bf3863ad4ae79128e1", false, "v1.2.3");

    private TestTelemetry() {}

    public static Snapshots snapshots(DataSource dataSource) {
        var jdbc = JdbcClient.create(dataSource);
        return new Snapshots(
                jdbc,
                new DataSourceTransactionManager(dataSource),
                new StatementSource(jdbc),
                new SnapshotWriter(jdbc, new JdbcTemplate(dataSource)));
    }

    /** The processes of this database, as one of this name and build sees them. */
    public static Nodes nodes(DataSource dataSource, Clock clock, String name, String role, Build build) {
        return new Nodes(JdbcClient.create(dataSource), clock, name, role, build);
    }

    public static Endpoints endpoints(DataSource dataSource, Clock clock) {
        return new Endpoints(JdbcClient.create(dataSource), clock);
    }

    public static BusinessCounts businessCounts(DataSource dataSource, Clock clock) {
        return new BusinessCounts(JdbcClient.create(dataSource), clock, ZoneId.of("Asia/Makassar"));
    }

    /** The load of this machine; the free space of the disk is that of {@code directory}. */
    public static SystemLoad systemLoad(DataSource dataSource, Path directory, Clock clock) {
        var jdbc = JdbcClient.create(dataSource);
        return new SystemLoad(
                jdbc,
                new SystemProbe(dataSource, new DataDirectory(directory)),
                new Nodes(jdbc, clock, "test-node", "all", TEST),
                clock);
    }

    public static IndexHistory indexHistory(DataSource dataSource) {
        return new IndexHistory(JdbcClient.create(dataSource));
    }
}

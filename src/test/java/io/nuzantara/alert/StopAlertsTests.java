package io.nuzantara.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.DataDirectory;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.security.SettableClock;
import io.nuzantara.security.TestSwitch;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopAlertsTests {

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock(AlertStation.NOON);
    private final TestDatabase database = TestDatabase.create();
    private final Alerts alerts = TestAlerts.logging(database.jdbc(), clock);

    private StopAlerts node(TestDatabase asked) {
        return new StopAlerts(alerts, TestSwitch.of(asked.jdbc(), directory, clock), new DataDirectory(directory));
    }

    private long open() {
        return database.jdbc()
                .sql("SELECT count(*) FROM alerts WHERE cause = 'stopped' AND recovered_at IS NULL")
                .query(Long.class)
                .single();
    }

    /** Another node has told it; a node that does not know must neither say it again nor end it. */
    @Test
    void whatTheDatabaseHasNotSaidYetIsNeitherAStopNorItsEnd() {
        var away = TestDatabase.create();
        away.pool().close();
        var unheard = node(away);

        unheard.look();
        assertThat(open()).as("no stop").isZero();

        TestSwitch.of(database.jdbc(), directory, clock).stop("a leak", "ketut");
        var heard = node(database);
        heard.look();
        unheard.look();
        assertThat(open()).as("not its end").isOne();

        TestSwitch.of(database.jdbc(), directory, clock).resume("ketut");
        node(database).look();
        assertThat(open()).isZero();
    }
}

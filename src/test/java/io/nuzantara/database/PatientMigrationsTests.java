package io.nuzantara.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations beside a service that holds locks. */
class PatientMigrationsTests {

    @TempDir
    private Path migrations;

    private final TestDatabase database = TestDatabase.empty();
    private int rests;

    @BeforeEach
    void writeMigrations() throws IOException {
        Files.writeString(migrations.resolve("V001__first.sql"), "CREATE TABLE busy (id int);");
        flyway().migrate();
        Files.writeString(migrations.resolve("V002__second.sql"), "ALTER TABLE busy ADD COLUMN more int;");
    }

    private Flyway flyway() {
        var owner = database.owner();
        return Flyway.configure()
                .dataSource(owner.jdbcUrl(), owner.user(), owner.password())
                .locations("filesystem:" + migrations)
                .schemas("nuzantara")
                .defaultSchema("nuzantara")
                .initSql("SET lock_timeout TO '50ms'")
                .load();
    }

    @Test
    void aMigrationStepsBackFromALockAndComesAgain() throws Exception {
        var owner = database.owner();
        try (var working = DriverManager.getConnection(owner.jdbcUrl(), owner.credentials())) {
            working.setAutoCommit(false);
            working.createStatement().execute("SELECT count(*) FROM nuzantara.busy");

            new PatientMigrations(() -> {
                        rests++;
                        if (rests == 2) {
                            end(working);
                        }
                    })
                    .migrate(flyway());
        }

        assertThat(rests).isEqualTo(2);
        assertThat(flyway().info().pending()).isEmpty();
    }

    private static void end(Connection working) {
        try {
            working.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aLockThatIsNeverGivenBackEndsTheStart() throws Exception {
        var owner = database.owner();
        try (var working = DriverManager.getConnection(owner.jdbcUrl(), owner.credentials())) {
            working.setAutoCommit(false);
            working.createStatement().execute("SELECT count(*) FROM nuzantara.busy");

            assertThatThrownBy(() -> new PatientMigrations(() -> rests++).migrate(flyway()))
                    .isInstanceOf(FlywayException.class);
        }

        assertThat(rests).isEqualTo(11);
    }

    @Test
    void aMigrationThatIsWrongIsNotTriedAgain() throws Exception {
        Files.writeString(migrations.resolve("V002__second.sql"), "ALTER TABLE nowhere ADD COLUMN more int;");

        assertThatThrownBy(() -> new PatientMigrations(() -> rests++).migrate(flyway()))
                .isInstanceOf(FlywayException.class);

        assertThat(rests).isZero();
    }

    @Test
    void noServiceStartsBesideARestore() {
        try (var restoring = LongSession.open(database.owner(), "nuzantara-restore", "public")) {
            assertThat(RestoreLock.take(restoring.jdbc())).isTrue();

            assertThatThrownBy(() -> new PatientMigrations(() -> rests++).migrate(flyway()))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("is being restored");
        }

        new PatientMigrations(() -> rests++).migrate(flyway());

        assertThat(flyway().info().pending()).isEmpty();
    }
}

package io.nuzantara.readiness.check;

import static io.nuzantara.readiness.check.Faults.fails;
import static io.nuzantara.readiness.check.Faults.passes;
import static io.nuzantara.readiness.check.Faults.warns;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class MachineFaultTests {

    @TempDir
    private Path data;

    private ImageCheck image(TestMachine machine) {
        return new ImageCheck(site().on(machine).site());
    }

    private TestSite site() {
        return new TestSite(data);
    }

    @Test
    void anOrdinaryMachineIsInOrder() {
        passes(image(TestMachine.good()), "can be written");
    }

    @Test
    void theSuperuserOfTheSystemIsNoUserForAService() {
        warns(image(TestMachine.good().asRoot()), "runs as root, which its PostgreSQL refuses", "docker run --user");
        var external = site().on(TestMachine.good().asRoot()).with("nuzantara.database-url", "postgresql://db/x");
        warns(new ImageCheck(external.site()), "It runs as root.", "docker run --user");
    }

    @Test
    void aDataDirectoryThatCannotBeWrittenIsNamed() {
        fails(image(TestMachine.good().readOnly()), data + " cannot be written", "NUZANTARA_DATA_DIR=");
    }

    @Test
    void aFileInPlaceOfTheDataDirectoryCannotBeWritten() throws IOException {
        assertThat(new ThisMachine().isWritable(data.resolve("new/and/deep"))).isTrue();
        assertThat(new ThisMachine().isWritable(Files.createFile(data.resolve("file"))))
                .isFalse();
    }

    @Test
    void anEmbeddedDatabaseMustOutliveItsContainer() {
        fails(image(TestMachine.good().inContainer("overlay")), "lost with the container", "Mount a volume");
        warns(image(TestMachine.good().inContainer("")), "cannot be seen", "Mount a volume");
        passes(image(TestMachine.good().inContainer("ext4")), "lasts (ext4)");
        var external = site().on(TestMachine.good().inContainer("overlay"))
                .with("nuzantara.database-url", "postgresql://db/x");
        passes(new ImageCheck(external.site()), "the database is elsewhere");
    }

    @Test
    void littleMemoryIsTold() {
        warns(image(TestMachine.good().withMemory(512L << 20)), "Only 512 MiB", "--memory 1g");
    }

    @Test
    void aRefusedOrMissingCacheIsTold() {
        warns(image(TestMachine.good().withCache(false)), "refused the ahead-of-time cache", "Build the image again");
        passes(image(TestMachine.good().withCache(true)), "cache is used");
        var deployed = site().on(TestMachine.good().inContainer("ext4")).production();
        warns(new ImageCheck(deployed.site()), "without an ahead-of-time cache", "Dockerfile");
    }

    @ParameterizedTest
    @CsvSource({"50, 100, pass", "20, 100, warn", "11, 100, warn", "1.9, 5, warn", "9, 100, fail", "0.9, 2, fail"})
    void theDiskNeedsRoom(double free, double total, String state) {
        var row = Faults.row(new DiskCheck(
                site().on(TestMachine.good().withSpace(free, total)).site()));

        assertThat(row.state()).isEqualTo(state);
        assertThat(row.sentence()).contains("GB", data.toString());
        assertThat(row.fix() == null).isEqualTo(state.equals("pass"));
    }

    @Test
    void variablesThatAreFineAreInOrder() {
        passes(new EnvironmentCheck(site().site()), "");
    }

    @Test
    void eachVariableWithSomethingTheMatterIsNamedWithoutItsValue() {
        var site = site().variables(Map.of(
                "SLACK_WEBHOK_URL", "https://hooks.invalid/canary",
                "CRON_TIMEZONE", "Bali/Canary",
                "ENABLE_CRON", "true"));

        fails(new EnvironmentCheck(site.site()), "CRON_TIMEZONE", "CRON_TIMEZONE");
        fails(new EnvironmentCheck(site.site()), "SLACK_WEBHOK_URL", "SLACK_WEBHOOK_URL");
        fails(new EnvironmentCheck(site.site()), "ENABLE_CRON has no effect", "unset ENABLE_CRON");
        assertThat(new EnvironmentCheck(site.site()).run().toString()).doesNotContainIgnoringCase("canary");
    }

    @Test
    void productionSaysWhatNobodyConfigured() {
        warns(new EnvironmentCheck(site().production().site()), "", "SLACK_WEBHOOK_URL");
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (var taken = Listening.blackHole()) {
            var port = Integer.toString(taken.getLocalPort());

            fails(
                    new PortCheck(site().with("server.port", port).site()),
                    "Port " + port + " is taken",
                    "./nuzantara up --port 0");
        }
        passes(
                new PortCheck(site().with("server.port", Integer.toString(Listening.closedPort()))
                        .site()),
                "is free");
        fails(new PortCheck(site().with("server.port", "many").site()), "PORT is no number", "PORT=8000");
    }

    /** The service does not start without it either. */
    @Test
    void aTakenPortOfHealthAndMetricsIsNamed() throws IOException {
        try (var taken = Listening.blackHole()) {
            var port = Integer.toString(taken.getLocalPort());
            var site = site().with("server.port", Integer.toString(Listening.closedPort()))
                    .with("management.server.port", port)
                    .with("management.server.address", "127.0.0.1");

            fails(new PortCheck(site.site()), "Port " + port + " is taken", "./nuzantara up --management-port 0");
        }
        fails(
                new PortCheck(site().with("management.server.port", "many").site()),
                "MANAGEMENT_PORT is no number",
                "MANAGEMENT_PORT=");
    }

    @Test
    void aPortWhoseServiceIsOursIsInOrder() {
        passes(
                new PortCheck(site().served(java.net.URI.create("http://127.0.0.1:8123"), "token")
                        .site()),
                "listens on port 8123");
    }

    @Test
    void anOpenAddressWithoutEncryptionIsNamed() {
        fails(
                new ExposureCheck(site().with("server.address", "0.0.0.0").site()),
                "without encryption",
                "NUZANTARA_TRUSTED_PROXIES");
        passes(
                new ExposureCheck(site().with("server.address", "0.0.0.0")
                        .with("nuzantara.security.trusted-proxies", "10.0.0.1")
                        .site()),
                "over TLS");
        passes(new ExposureCheck(site().site()), "Only this machine");
    }

    @Test
    void anUnknownTimeZoneIsNamed() {
        fails(
                new SchedulesCheck(site().with("nuzantara.zone", "Mars/Olympus").site()),
                "CRON_TIMEZONE",
                "Asia/Makassar");
    }

    @Test
    void aScheduleThatCannotBeReadIsNamed() {
        fails(
                new SchedulesCheck(
                        site().with("nuzantara.orchestrator.cron", "at noon").site()),
                "schedule of the cycles cannot be read",
                "NUZANTARA_ORCHESTRATOR_CRON=");
    }

    @Test
    void whatIsDeployedIsLookedAtAsInProduction() {
        assertThat(Profile.of(new MockEnvironment())).isEqualTo(Profile.LOCAL);
        assertThat(Profile.of(new MockEnvironment().withProperty("server.address", "::")))
                .isEqualTo(Profile.PRODUCTION);
        assertThat(Profile.of(new MockEnvironment().withProperty("FLY_APP_NAME", "nuzantara-rag")))
                .isEqualTo(Profile.PRODUCTION);
        assertThat(Profile.of(new MockEnvironment().withProperty("KUBERNETES_SERVICE_HOST", "10.0.0.1")))
                .isEqualTo(Profile.PRODUCTION);
    }
}

package io.nuzantara.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuzantara.database.DataDirectory;
import io.nuzantara.database.StartRefused;
import io.nuzantara.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTokensTests {

    private static final Tokens TOKENS = new Tokens(TestDatabase.create().jdbc(), Clock.systemUTC());
    private static final Exposure LOOPBACK = new Exposure(true, false, Set.of(), List.of());
    private static final SecuritySettings NOTHING = new SecuritySettings(null, null, List.of(), List.of());

    @TempDir
    Path directory;

    private DataDirectory data;

    @BeforeEach
    void open() {
        data = new DataDirectory(directory);
    }

    @Test
    void theAdminTokenIsPrivateAndEndsWithTheService() throws IOException {
        var admin = new AdminToken(TOKENS, data, LOOPBACK);

        admin.start();
        var text = data.read("admin.token").orElseThrow();
        assertThat(TOKENS.authenticate(text)).isPresent();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("admin.token"))))
                .isEqualTo("rw-------");

        admin.stop();
        assertThat(TOKENS.authenticate(text)).isEmpty();
        assertThat(data.read("admin.token")).isEmpty();
    }

    @Test
    void theTokenOfAKilledServiceEndsAtTheNextStart() {
        new AdminToken(TOKENS, data, LOOPBACK).start();
        var left = data.read("admin.token").orElseThrow();

        new AdminToken(TOKENS, data, LOOPBACK).start();

        assertThat(TOKENS.authenticate(left)).isEmpty();
        assertThat(TOKENS.authenticate(data.read("admin.token").orElseThrow())).isPresent();
    }

    @Test
    void thereIsNoAdminTokenWhereOthersReachTheService() {
        new AdminToken(TOKENS, data, new Exposure(false, true, Set.of(), List.of())).start();

        assertThat(data.read("admin.token")).isEmpty();
    }

    @Test
    void aServiceTokenIsMadeAndKeptPrivateWhenNoneIsConfigured() throws IOException {
        var token = new ServiceToken(NOTHING, data, "all");

        assertThat(data.read("service.token")).contains(token.value());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("service.token"))))
                .isEqualTo("rw-------");
        assertThat(token.authenticate(token.value()))
                .hasValueSatisfying(caller -> assertThat(caller.permissions()).isEqualTo(Permissions.SERVICE));
        assertThat(token.authenticate(token.value() + "0")).isEmpty();
        token.destroy();
        assertThat(data.read("service.token")).isEmpty();
    }

    @Test
    void aConfiguredServiceTokenIsTakenAsItIsAndWrittenNowhere() {
        var configured = "x".repeat(32);

        var token = new ServiceToken(configured(configured), data, "agents");

        assertThat(token.value()).isEqualTo(configured);
        assertThat(data.read("service.token")).isEmpty();
        assertThat(configured(configured).toString()).doesNotContain(configured);
    }

    @Test
    void aShortServiceTokenAndAnOrchestratorWithoutOneDoNotStart() {
        assertThatThrownBy(() -> new ServiceToken(configured("short"), data, "all"))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("32 characters");
        assertThatThrownBy(() -> new ServiceToken(NOTHING, data, "orchestrator"))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("NUZANTARA_SERVICE_TOKEN is not set");
    }

    /** The orchestrator shows the old one until it is started again with the new one. */
    @Test
    void theServiceTokenBeforeIsAcceptedWhileItIsConfigured() {
        var old = "o".repeat(32);
        var fresh = "n".repeat(32);

        var token = new ServiceToken(
                new SecuritySettings(Secret.of(fresh), Secret.of(old), List.of(), List.of()), data, "agents");

        assertThat(token.value()).isEqualTo(fresh);
        assertThat(token.authenticate(fresh)).isEqualTo(token.authenticate(old)).isPresent();
        assertThat(token.authenticate("x".repeat(32))).isEmpty();
        assertThat(new ServiceToken(configured(fresh), data, "agents").authenticate(old))
                .isEmpty();
        assertThatThrownBy(() -> new ServiceToken(
                        new SecuritySettings(Secret.of(fresh), Secret.of("short"), List.of(), List.of()),
                        data,
                        "agents"))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("NUZANTARA_PREVIOUS_SERVICE_TOKEN");
    }

    private static SecuritySettings configured(String serviceToken) {
        return new SecuritySettings(Secret.of(serviceToken), null, List.of(), List.of());
    }
}

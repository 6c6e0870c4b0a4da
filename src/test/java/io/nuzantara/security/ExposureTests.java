package io.nuzantara.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuzantara.database.StartRefused;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureTests {

    private static final SecuritySettings NOTHING = new SecuritySettings(null, null, List.of(), List.of());
    private static final SecuritySettings BEHIND_PROXY =
            new SecuritySettings(null, null, List.of("10.0.0.1"), List.of("Agents.internal"));

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.5"})
    void anAddressThatOthersReachNeedsEncryption(String address) {
        assertThatThrownBy(() -> Exposure.of(ip(address), false, null, NOTHING))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("NUZANTARA_TRUSTED_PROXIES");

        assertThat(Exposure.of(ip(address), true, null, NOTHING).https()).isTrue();
        assertThat(Exposure.of(ip(address), false, null, BEHIND_PROXY).loopback())
                .isFalse();
    }

    @Test
    void noAddressMeansEveryAddress() {
        assertThatThrownBy(() -> Exposure.of(null, false, null, NOTHING)).isInstanceOf(StartRefused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000"})
    void loopbackNamesAreOurs(String host) {
        assertThat(Exposure.of(ip("127.0.0.1"), false, null, NOTHING).isOurs(host))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8000", "", "127.0.0.1:8000:9"})
    void otherNamesAreNot(String host) {
        var exposure = Exposure.of(ip("127.0.0.1"), false, null, NOTHING);

        assertThat(exposure.isOurs(host)).isFalse();
        assertThat(exposure.isOurs(null)).isFalse();
    }

    @Test
    void thePublicAddressAndTheAllowedHostsAreOurs() {
        var exposure = Exposure.of(ip("0.0.0.0"), false, URI.create("https://Crm.Example.com/"), BEHIND_PROXY);

        assertThat(exposure.isOurs("crm.example.com")).isTrue();
        assertThat(exposure.isOurs("agents.internal:8000")).isTrue();
        assertThat(exposure.isOurs("0.0.0.0")).isFalse();
    }

    private static InetAddress ip(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

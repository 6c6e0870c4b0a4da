package io.nuzantara.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

class MetricsReadersTests {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 8001, false, true",
        "::1, 8001, false, true",
        "0.0.0.0, 8001, false, false",
        "::, 8001, false, false",
        "10.0.0.7, 8001, false, false",
        ", 8001, false, false",
        "0.0.0.0, 8001, true, true",
        "127.0.0.1, 8000, false, false"
    })
    void everybodyReadsMetricsOfAPortThatOnlyThisMachineReaches(
            @Nullable String address, String port, boolean open, boolean everybody) throws UnknownHostException {
        assertThat(isAllowed(address, port, open, "execution:read")).isEqualTo(everybody);
    }

    @Test
    void elsewhereATokenForMetricsIsNeeded() throws UnknownHostException {
        assertThat(isAllowed("0.0.0.0", "8001", false, "metrics:read")).isTrue();
    }

    private static boolean isAllowed(@Nullable String address, String port, boolean open, String permission)
            throws UnknownHostException {
        var management = new ManagementServerProperties();
        management.setAddress(address == null ? null : InetAddress.getByName(address));
        var environment =
                new MockEnvironment().withProperty("server.port", "8000").withProperty("management.server.port", port);
        var caller = new TestingAuthenticationToken("caller", null, permission);
        var result = new MetricsReaders(management, environment, open)
                .rule()
                .authorize(() -> caller, new RequestAuthorizationContext(new MockHttpServletRequest()));
        return result != null && result.isGranted();
    }
}

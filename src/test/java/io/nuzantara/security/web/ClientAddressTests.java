package io.nuzantara.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressTests {

    private static final List<String> PROXIES = List.of("10.0.0.0/8", "192.0.2.7", "::1", "caddy");

    private final ClientAddress addresses = new ClientAddress(PROXIES, false);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // who connects directly may write what they want
                "203.0.113.9 | 198.51.100.1           | 203.0.113.9",
                "203.0.113.9 | -                      | 203.0.113.9",
                // a proxy adds what it saw on the right
                "10.1.2.3    | 203.0.113.9            | 203.0.113.9",
                "10.1.2.3    | 1.1.1.1, 203.0.113.9   | 203.0.113.9",
                "10.1.2.3    | 1.1.1.1,203.0.113.9, 192.0.2.7 | 203.0.113.9",
                "::1         | 203.0.113.9            | 203.0.113.9",
                // nothing that could be believed
                "10.1.2.3    | -                      | 10.1.2.3",
                "10.1.2.3    | 10.1.2.4               | 10.1.2.4",
                "10.1.2.3    | unknown                | 10.1.2.3",
                "10.1.2.3    | evil.example, 10.1.2.4 | 10.1.2.4",
                // one subscriber has a whole network of IPv6
                "2001:db8:0:1:a:b:c:d | -             | 20010db800000001/64",
                "10.1.2.3    | 2001:db8:0:1::9        | 20010db800000001/64"
            })
    void onlyWhatTrustedProxiesWroteIsRead(String remote, String forwarded, String client) {
        assertThat(addresses.of(request(remote, forwarded == null ? List.of() : List.of(forwarded))))
                .isEqualTo(client);
    }

    @Test
    void severalHeadersReadLikeOne() {
        var request = request("10.1.2.3", List.of("1.1.1.1", "203.0.113.9, 10.9.9.9"));

        assertThat(addresses.of(request)).isEqualTo("203.0.113.9");
    }

    /** There the list ends with the address of the app, which is everybody's. */
    @ParameterizedTest
    @CsvSource({"10.1.2.3, true, 203.0.113.9", "10.1.2.3, false, 66.241.124.1", "198.51.100.2, true, 198.51.100.2"})
    void onFlyItsProxySaysWhoCalled(String remote, boolean onFly, String client) {
        var request = request(remote, List.of("1.1.1.1, 203.0.113.9, 66.241.124.1"));
        request.addHeader("Fly-Client-IP", "203.0.113.9");

        assertThat(new ClientAddress(PROXIES, onFly).of(request)).isEqualTo(client);
    }

    private static MockHttpServletRequest request(String remote, List<String> forwarded) {
        var request = new MockHttpServletRequest("GET", "/api/nodes");
        request.setRemoteAddr(remote);
        forwarded.forEach(line -> request.addHeader("X-Forwarded-For", line));
        return request;
    }
}

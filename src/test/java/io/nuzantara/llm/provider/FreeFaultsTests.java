package io.nuzantara.llm.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.security.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** Only what provably never reached the provider costs nothing. */
class FreeFaultsTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static Fault fault(Throwable thrown) {
        return ((Called.Failed<?>)
                        NetworkFaults.named(new IOException(thrown), TIMEOUT).result())
                .fault();
    }

    @Test
    void aTlsFaultAfterTheHandshakeMayHaveBeenBilled() {
        assertThat(fault(new SSLException("Connection reset"))).isEqualTo(Fault.BROKEN);
        assertThat(fault(new SSLHandshakeException("no common version"))).isEqualTo(Fault.TLS);
    }

    @Test
    void aKeyWithALineBreakIsNeverSentNorRepeated() {
        var embeddings = new OpenAiEmbeddings(
                new Connections(Clock.systemUTC()),
                URI.create("http://127.0.0.1:9/v1"),
                Secret.of("sk-canary\nsecond-line"),
                "text-embedding-3-small");

        var failed = (Called.Failed<List<float[]>>) embeddings.embed(List.of("text"), TIMEOUT);

        assertThat(failed.fault()).isEqualTo(Fault.UNSENDABLE);
        assertThat(failed.fault().isMaybeBilled()).isFalse();
        assertThat(failed.sentence()).doesNotContain("canary", "second-line");
    }
}

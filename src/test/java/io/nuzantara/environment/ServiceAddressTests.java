package io.nuzantara.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuzantara.database.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceAddressTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8000",
                "http://127.0.0.1:8000/",
                "http://[::1]:8000",
                "http://10.1.2.3",
                "http://172.20.0.9:8000/agents/",
                "http://192.168.1.4:8000",
                "http://[fd12:3456::1]:8000",
                "http://nuzantara-rag:8000",
                "http://[::ffff:10.0.0.1]:8000",
                "http://nuzantara-rag.internal:8000",
                "http://agents.process.nuzantara.internal:8000",
                "http://agents.prod.svc:8000",
                "http://agents.prod.svc.cluster.local",
                "https://agents.example.com/base/"
            })
    void aPrivateOrEncryptedAddressIsKeptWithoutItsTrailingSlash(String text) {
        assertThat(ServiceAddress.parse("BACKEND_RAG_URL", text)).hasToString(text.replaceAll("/$", ""));
    }

    @Test
    void aPathStaysAndEveryTrailingSlashGoes() {
        assertThat(ServiceAddress.parse("BACKEND_RAG_URL", " https://agents.example.com/base/v2// "))
                .hasToString("https://agents.example.com/base/v2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://agents.example.com",
                "http://8.8.8.8:8000",
                "http://172.32.0.1",
                "http://134744072",
                "http://[::ffff:8.8.8.8]",
                "http://10.0.0.1.example.com",
                "http://internal.example.com",
                "http://[2001:4860:4860::8888]",
                "http://localhost.example.com"
            })
    void theTokenNeverTravelsReadableOverAPublicNetwork(String text) {
        assertThatThrownBy(() -> ServiceAddress.parse("BACKEND_RAG_URL", text))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("use https");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "agents",
                "ftp://localhost",
                "http://",
                "http://user:pass@localhost",
                "http://a b",
                "http://localhost?token=pass",
                "http://localhost#pass",
                "http://300.1.1.1"
            })
    void anythingElseIsOneSentence(String text) {
        assertThatThrownBy(() -> ServiceAddress.parse("BACKEND_RAG_URL", text))
                .isInstanceOf(StartRefused.class)
                .hasMessageStartingWith("BACKEND_RAG_URL must look like")
                .hasMessageNotContaining("pass");
    }
}

package io.nuzantara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code status} says about the money for language models. */
class SpendingStatusTests {

    private static final String SPENDING = """
            {"today": {"day": "2026-11-22", "cap": "5.000000", "spent": "0.412345", "reserved": "0.050000", "share": 0.092469, "warning": 0.8},
             "execution_cap": "1.000000", "models": {"DECISION": "anthropic:claude-haiku-4-5"},
             "by_agent": [], "by_model": [], "providers": [], "refusals": []}""";

    @TempDir
    Path directory;

    private FakeService service;

    @BeforeEach
    void start() throws IOException {
        service = new FakeService().answers("GET /api/autonomous-agents/status", 200, Answers.status());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private CommandLineProbe.Typed type(String... words) {
        return new CommandLineProbe(SpendingStatusTests.class, directory)
                .with("NUZANTARA_URL", service.url())
                .with("NUZANTARA_TOKEN", "nzt_test")
                .type(words);
    }

    @Test
    void theStatusShowsSpendAndLimitInOneLine() {
        service.answers("GET /api/llm", 200, SPENDING);

        assertThat(type("status").out().lines())
                .contains("Language models: 0.42 of 5.00 USD spent on 2026-11-22, 0.05 reserved");
    }

    @Test
    void theDocumentHoldsTheMoneyOfToday() {
        service.answers("GET /api/llm", 200, SPENDING);

        var document = type("status", "--json").document();

        assertThat(document.at("/spending/spent").asString()).isEqualTo("0.412345");
        assertThat(document.at("/agents").isArray()).isTrue();
    }

    @Test
    void aServiceThatDoesNotKnowMoneyHasAStatusAllTheSame() {
        var typed = type("status");

        assertThat(typed.code()).isZero();
        assertThat(typed.out()).doesNotContain("USD");
    }
}

package io.nuzantara.readiness.check;

import static io.nuzantara.readiness.check.Faults.fails;
import static io.nuzantara.readiness.check.Faults.isSkipped;
import static io.nuzantara.readiness.check.Faults.passes;
import static io.nuzantara.readiness.check.Faults.warns;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.DatabaseReach;
import io.nuzantara.llm.SpendingView;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideFaultTests {

    private static final String KEY = "sk-ant-very-secret-4f2a";
    private static final String MODELS = "{\"data\":[]}";

    @TempDir
    private Path data;

    private TestSite site() {
        return new TestSite(data);
    }

    private LlmCheck llm(String address) {
        return new LlmCheck(anthropic(address).site());
    }

    private TestSite anthropic(String address) {
        return site().with("nuzantara.llm.anthropic.api-key", KEY).with("nuzantara.llm.anthropic.base-url", address);
    }

    private SlackCheck slack(String webhook) {
        return new SlackCheck(
                site().with("nuzantara.alert.slack-webhook-url", webhook).site());
    }

    @Test
    void withoutAKeyRulesDecide() {
        passes(new LlmCheck(site().site()), "No key is set: rules decide");
        passes(new LlmCheck(site().with("nuzantara.llm.provider", "local").site()), "as the settings want it");
    }

    @Test
    void aKeyThatIsTakenIsAskedForOnceAnHourAndForNoText() {
        try (var provider = Listening.answering(200, MODELS)) {
            var check = llm(provider.address().toString());

            passes(check, "anthropic takes the key");
            passes(check, "anthropic takes the key");

            assertThat(provider.asked()).containsExactly("GET /v1/models?limit=1");
        }
    }

    @Test
    void aRefusedKeyIsToldWithoutTheKey() {
        try (var provider = Listening.answering(
                401, "{\"error\":{\"type\":\"authentication_error\",\"message\":\"" + KEY + "\"}}")) {
            var check = llm(provider.address().toString());

            warns(check, "anthropic does not let us in", "ANTHROPIC_API_KEY=");
            assertThat(Faults.row(check).toString()).doesNotContain(KEY);
        }
    }

    @Test
    void anEmptyAccountIsTold() {
        try (var provider = Listening.answering(402, "{}")) {
            warns(llm(provider.address().toString()), "does not let us in", "with credit");
        }
    }

    @Test
    void aProviderThatNeverAnswersHoldsNothingUp() throws IOException {
        try (var silent = Listening.blackHole()) {
            var site = anthropic("http://127.0.0.1:" + silent.getLocalPort()).impatient();

            warns(new LlmCheck(site.site()), "cannot be asked: No whole answer within 1 s", "ANTHROPIC_BASE_URL");
        }
    }

    @Test
    void anUnknownProviderIsNamed() {
        fails(
                new LlmCheck(site().with("nuzantara.llm.provider", "oracle-of-delphi")
                        .site()),
                "oracle-of-delphi",
                "NUZANTARA_LLM_PROVIDER=");
    }

    @Test
    void aModelWithoutAPriceIsNamed() {
        try (var provider = Listening.answering(200, MODELS)) {
            var site = anthropic(provider.address().toString()).with("nuzantara.llm.model", "claude-of-tomorrow");

            warns(new LlmCheck(site.site()), "what claude-of-tomorrow of anthropic cost", "nuzantara.llm.prices");
        }
    }

    @Test
    void moneyThatIsNearlyUsedIsTold() {
        var today = new SpendingView.Today(
                LocalDate.EPOCH,
                new BigDecimal("5"),
                new BigDecimal("4.2"),
                BigDecimal.ZERO,
                0.84,
                new BigDecimal("0.8"));

        warns(new LlmCheck(site().spent(today).site()), "4.20 of 5.00 USD", "PUT /api/llm/limits");
    }

    @Test
    void textsBecomeVectorsInsideTheProcess() {
        passes(
                new EmbeddingsCheck(site().with("nuzantara.data-dir", "target/embeddings-check")
                        .site()),
                "384 numbers");
    }

    @Test
    void aRunningServiceDoesNotLoadItsModelForACheck() {
        isSkipped(new EmbeddingsCheck(site().inTheService().site()), "./nuzantara preflight");
    }

    @Test
    void anEmbeddingModelAtAProviderThatRefusesUsIsTold() {
        try (var provider = Listening.answering(401, "{}")) {
            warns(embeddings(provider.address()), "openai does not let us in", "OPENAI_API_KEY=");
        }
    }

    @Test
    void slackIsAskedWithoutPosting() {
        try (var service = Listening.answering(400, "invalid_payload")) {
            passes(slack(service.address() + "/services/T0/B0/secret"), "nothing was posted");

            assertThat(service.asked()).containsExactly("POST /services/T0/B0/secret {}");
        }
    }

    @Test
    void slackThatRefusesUsIsToldWithoutTheAddress() {
        try (var service = Listening.answering(404, "no_service")) {
            var check = slack(service.address() + "/services/T0/B0/very-secret");

            fails(check, "404 (no_service)", "SLACK_WEBHOOK_URL=");
            assertThat(Faults.row(check).toString()).doesNotContain("very-secret");
        }
    }

    @Test
    void slackThatCannotBeReachedIsTold() throws IOException {
        try (var silent = Listening.blackHole()) {
            var site = site().impatient()
                    .with("nuzantara.alert.slack-webhook-url", "http://127.0.0.1:" + silent.getLocalPort() + "/hook");

            warns(new SlackCheck(site.site()), "no answer within 1 s", "curl");
        }
        warns(slack("http://127.0.0.1:" + Listening.closedPort() + "/hook"), "no connection", "curl");
    }

    @Test
    void withoutSlackAlertsGoToTheLog() {
        warns(slack(""), "log alone", "SLACK_WEBHOOK_URL=");
        fails(slack("hooks.slack.com/services"), "not an http or https address", "SLACK_WEBHOOK_URL=");
    }

    @Test
    void whileEverythingIsStoppedNobodyIsAsked() throws IOException {
        Files.writeString(data.resolve("STOP"), "the provider bills twice");
        try (var provider = Listening.answering(200, MODELS)) {
            isSkipped(llm(provider.address().toString()), "Everything is stopped");
            isSkipped(slack(provider.address() + "/hook"), "Everything is stopped");
            warns(new OutboundCheck(site().site()), "by the file STOP", "rm " + data.resolve("STOP"));

            isSkipped(embeddings(provider.address()), "Everything is stopped");

            assertThat(provider.asked()).isEmpty();
        }
    }

    /** The stop of all nodes stands in the database: as long as it cannot be read, it may be on. */
    @Test
    void whileNobodyKnowsWhetherEverythingIsStoppedNobodyIsAsked() throws IOException {
        try (var provider = Listening.answering(200, MODELS)) {
            var closed = site().with(() -> new DatabaseReach.Closed("It is away.", "Bring it back."));
            isSkipped(new OutboundCheck(closed.site()), "Whether everything is stopped is not known");
            isSkipped(
                    new SlackCheck(closed.with("nuzantara.alert.slack-webhook-url", provider.address() + "/hook")
                            .site()),
                    "not known");
            passes(new OutboundCheck(site().site()), "Nothing is stopped");

            Files.createDirectory(data.resolve("postgres"));
            isSkipped(new OutboundCheck(site().site()), "No database in this test");
            isSkipped(llm(provider.address().toString()), "not known");
            isSkipped(embeddings(provider.address()), "not known");

            assertThat(provider.asked()).isEmpty();
        }
    }

    private EmbeddingsCheck embeddings(URI provider) {
        return new EmbeddingsCheck(site().with("nuzantara.llm.openai.api-key", KEY)
                .with("nuzantara.llm.openai.base-url", provider + "/v1")
                .with("nuzantara.llm.embedding", "openai:text-embedding-3-small")
                .site());
    }
}

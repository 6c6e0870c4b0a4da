package io.nuzantara.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.nuzantara.ApplicationTest;
import io.nuzantara.execution.ApprovalRequest;
import io.nuzantara.execution.Decision;
import io.nuzantara.execution.Executions;
import io.nuzantara.execution.Outcome;
import io.nuzantara.execution.Parameters;
import io.nuzantara.execution.ProbeAgent;
import io.nuzantara.execution.Start;
import io.nuzantara.execution.StartRequest;
import io.nuzantara.execution.Trigger;
import io.nuzantara.orchestrator.CycleView;
import io.nuzantara.orchestrator.PlanView;
import io.nuzantara.orchestrator.Snapshot;
import io.nuzantara.security.SignInLinks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The pages as a person sees them. Without a browser these tests are skipped; where CI is set they fail. */
@ApplicationTest
class BrowserTests {

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final String WATCH_POLICY = """
            window.violations = [];
            document.addEventListener('securitypolicyviolation', event => window.violations.push(event.violatedDirective));
            """;

    @LocalServerPort
    int port;

    @Autowired
    SignInLinks links;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Executions executions;

    @Autowired
    ProbeAgent probe;

    @Autowired
    JsonMapper json;

    @Autowired
    Clock clock;

    private Optional<Playwright> playwright = Optional.empty();
    private Optional<Browser> browser = Optional.empty();
    private final List<String> complaints = new ArrayList<>();

    @BeforeEach
    void open() {
        var chromium = Path.of(Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium"));
        if (!Files.isExecutable(chromium)) {
            var reason = "no browser at " + chromium + ": set CHROMIUM to one";
            if (System.getenv("CI") != null) {
                fail(reason);
            }
            assumeTrue(false, reason);
        }
        var driver = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        playwright = Optional.of(driver);
        browser = Optional.of(driver.chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(ARGUMENTS)));
    }

    @AfterEach
    void close() {
        browser.ifPresent(Browser::close);
        playwright.ifPresent(Playwright::close);
    }

    @Test
    void anAnonymousVisitorGetsTheSignInPageAndNothingElse() {
        var page = page(new Browser.NewContextOptions());
        page.navigate(address("/executions"));

        assertThat(page.url()).contains("/login");
        assertThat(page.locator("h1").textContent()).isEqualTo("Sign in");
        assertThat(page.locator("main").textContent()).contains("./nuzantara");
        assertNoComplaints(page);
    }

    @Test
    void theLinkOpensTodayWithTheLastCycleAndItsReasons() {
        store(cycle());
        var page = page(new Browser.NewContextOptions().setViewportSize(1280, 800));
        page.navigate(address(links.create()));

        assertThat(page.url()).isEqualTo(address("/"));
        assertThat(page.locator("h1").textContent()).startsWith("Good ");
        var cycle = page.locator("section[aria-labelledby=cycle]");
        assertThat(cycle.textContent())
                .contains("One of two agents ran.")
                .contains("31 conversations are unread <b>&amp;</b>")
                .contains("Its pause is 24 hours.")
                .contains("fewer than 11 requests");
        assertThat(page.locator("#agents h2").textContent()).isEqualTo("Agents");
        assertThat(page.locator("section[aria-labelledby=readiness]").textContent())
                .contains("All checks");
        shot(page, "today");
        assertNoComplaints(page);

        page.locator("nav >> text=Executions").click();
        assertThat(page.locator("h1").textContent()).isEqualTo("Executions");
        assertNoComplaints(page);
        page.locator("nav >> text=Approvals").click();
        assertThat(page.locator("h1").textContent()).isEqualTo("Approvals");
        assertNoComplaints(page);
        page.locator("nav >> text=Drafts").click();
        assertThat(page.locator("h1").textContent()).isEqualTo("Drafts");
        assertNoComplaints(page);
        page.locator("nav >> text=Alerts").click();
        assertThat(page.locator("h1").textContent()).isEqualTo("Alerts");
        assertNoComplaints(page);
        page.locator("nav >> text=Readiness").click();
        assertThat(page.locator("main").textContent()).contains("PostgreSQL 18", "The schema is current.");
        page.locator("text=Look again").click();
        assertThat(page.locator("h1").textContent()).isEqualTo("Readiness");
        shot(page, "readiness");
        assertNoComplaints(page);

        page.locator("text=Sign out").click();
        assertThat(page.url()).contains("/login");
        page.navigate(address("/"));
        assertThat(page.url()).contains("/login");
    }

    @Test
    void aCycleShowsWhoDecidedAndTheModelsWordsAsText() {
        var cycle = decided(plan("model", null));
        var failed = decided(plan("rules_after_model_failure", "The model did not answer within 10 seconds."));
        store(cycle);
        store(failed);
        var page = page(new Browser.NewContextOptions().setViewportSize(1280, 800));
        page.navigate(address(links.create()));
        page.locator("nav >> text=Cycles").click();
        assertThat(page.locator("h1").textContent()).isEqualTo("Cycles");
        page.locator("a[href$='" + cycle.cycleId() + "']").click();

        assertThat(page.locator("section[aria-labelledby=decision]").textContent())
                .contains("A language model decided the order")
                .contains("Model and rules agree on 1 of 2 agents.")
                .contains("<img src=x onerror=alert(1)> reads first")
                .contains("not now");
        assertThat(page.locator("#compared tbody tr").count()).isEqualTo(2);
        assertThat(page.locator("section[aria-labelledby=timings]").textContent())
                .contains("look at the system")
                .contains("2 s");
        shot(page, "cycle");
        page.navigate(address("/cycles/" + failed.cycleId()));
        assertThat(page.locator("section[aria-labelledby=decision]").textContent())
                .contains("Rules decided, because the language model did not.")
                .contains("The model did not answer within 10 seconds.");
        assertNoComplaints(page);
    }

    private static PlanView plan(String decidedBy, @Nullable String sentence) {
        var snapshot = new Snapshot(Instant.EPOCH, List.of(), List.of(), null);
        var model = decidedBy.equals("model");
        var run = new PlanView.PlannedRun(
                "knowledge_graph_builder",
                "Knowledge Graph Builder",
                7,
                Map.of(),
                "due",
                "It is due.",
                1,
                List.of(),
                model ? "<img src=x onerror=alert(1)> reads first" : null);
        var left = new PlanView.LeftOut(
                "conversation_trainer",
                "Conversation Trainer",
                "left_by_model",
                "The model left it.",
                null,
                false,
                "Later.");
        return new PlanView(
                decidedBy,
                snapshot,
                List.of(run),
                List.of(left),
                List.of(
                        new PlanView.Chance("knowledge_graph_builder", 2, "due", false),
                        new PlanView.Chance("conversation_trainer", 1, "due", false)),
                List.of("conversation_trainer", "knowledge_graph_builder"),
                new PlanView.Asked(
                        model ? "anthropic:fake" : null, null, false, 0, 0.01, model ? null : "timeout", sentence));
    }

    private CycleView decided(PlanView plan) {
        var now = clock.instant();
        return new CycleView(
                UUID.randomUUID(),
                "schedule",
                "schedule",
                "completed",
                "ended",
                "One of two agents ran.",
                now.minusSeconds(24),
                now,
                plan,
                List.of(),
                new CycleView.Timings(Duration.ofSeconds(2), null, null, null),
                new CycleView.Totals(1, 1, 0, 0, 0, 1),
                List.of());
    }

    private record Publication(String text) {}

    @Test
    void whatAnExecutionAsksIsShownExactlyAndDecidedOnce() {
        probe.teach("browser-approval", execution -> {
            var decision = execution.approval(
                    "publish",
                    new ApprovalRequest("prompt:approve", "Publish <b>it</b>", new Publication("hello <i>Made</i>")));
            return new Outcome.Completed(
                    decision instanceof Decision.Approved ? "It was approved." : "It was not approved.", Map.of());
        });
        var id = start("browser-approval");
        reaches(id, "waiting_approval");
        var page = page(new Browser.NewContextOptions().setViewportSize(1280, 800));
        page.navigate(address(links.create()));
        page.locator("#needs + ul >> text=for you").first().waitFor();
        page.navigate(address("/executions/" + id));
        page.locator("text=Decide").click();

        var card = page.locator("li.card", new Page.LocatorOptions().setHasText("Publish <b>it</b>"));
        assertThat(card.locator("pre").textContent()).contains("\"text\" : \"hello <i>Made</i>\"");
        shot(page, "approvals");
        card.locator("button >> text=Approve").click();

        assertThat(page.locator("[role=status]").textContent()).startsWith("Approved.");
        reaches(id, "completed");
        page.navigate(address("/executions/" + id));
        assertThat(page.locator("main").textContent()).contains("It was approved.", "a person has decided");
        shot(page, "execution");
        page.locator("button >> text=Retry").click();
        assertThat(page.url()).contains("/executions/").doesNotContain(id.toString());
        page.locator("button >> text=Cancel").click();
        assertThat(page.locator("[role=status]").textContent()).startsWith("It is being cancelled");
        reaches(UUID.fromString(page.url().replaceAll(".*/([0-9a-f-]{36}).*", "$1")), "cancelled");
        assertNoComplaints(page);
    }

    private UUID start(String work) {
        var start = executions.start(new StartRequest(
                "probe", new Parameters(Map.of("work", work)), Trigger.API, "test", "probe:" + work, null));
        return ((Start.Accepted) start).id();
    }

    private void reaches(UUID id, String status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> executions.find(id).orElseThrow().status().equals(status));
    }

    @Test
    void everythingFitsASmallScreenInTheDarkWithoutScripts() {
        store(cycle());
        var phone = new Browser.NewContextOptions()
                .setViewportSize(360, 740)
                .setColorScheme(ColorScheme.DARK)
                .setJavaScriptEnabled(false);
        var page = page(phone);
        page.navigate(address(links.create()));

        assertThat(page.locator("h1").textContent()).startsWith("Good ");
        assertThat(page.locator("main").boundingBox().width).isLessThanOrEqualTo(360);
        for (var part : page.locator("main > *").all()) {
            var box = part.boundingBox();
            assertThat(box.x + box.width).isLessThanOrEqualTo(360.5);
        }
        shot(page, "today-phone-dark");
    }

    private Page page(Browser.NewContextOptions options) {
        BrowserContext context = browser.orElseThrow().newContext(options);
        context.addInitScript(WATCH_POLICY);
        var page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        return page;
    }

    private void assertNoComplaints(Page page) {
        assertThat(page.evaluate("window.violations")).isEqualTo(List.of());
        assertThat(complaints).isEmpty();
    }

    private static void shot(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "pages", name + ".png")));
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }

    private void store(CycleView cycle) {
        jdbc.sql("""
                        INSERT INTO agent_orchestration_reports (id, report_data, created_at)
                        VALUES (:id, CAST(:report AS jsonb), :now)
                        """)
                .param("id", cycle.cycleId())
                .param("report", json.writeValueAsString(cycle))
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }

    private CycleView cycle() {
        var now = clock.instant();
        var snapshot = new Snapshot(
                now,
                List.of(
                        new Snapshot.Reading("new_clients_today", 12.0, null),
                        new Snapshot.Reading("error_rate", null, "fewer than 11 requests")),
                List.of(),
                null);
        var plan = new PlanView(
                "rules",
                snapshot,
                List.of(new PlanView.PlannedRun(
                        "knowledge_graph_builder",
                        "Knowledge Graph Builder",
                        7,
                        Map.of(),
                        "unread_conversations",
                        "31 conversations are unread <b>&amp;</b>",
                        1.2,
                        List.of())),
                List.of(new PlanView.LeftOut(
                        "conversation_trainer",
                        "Conversation Trainer",
                        "cooldown",
                        "Its pause is 24 hours.",
                        now.plusSeconds(3600),
                        false)));
        return new CycleView(
                UUID.randomUUID(),
                "api",
                "local admin",
                "completed",
                "ended",
                "One of two agents ran.",
                now.minusSeconds(24),
                now,
                plan,
                List.of(),
                new CycleView.Timings(null, null, null, null),
                new CycleView.Totals(1, 1, 0, 0, 0, 1),
                List.of());
    }
}

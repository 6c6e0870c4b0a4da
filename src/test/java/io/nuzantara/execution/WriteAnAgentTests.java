package io.nuzantara.execution;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The agent of the how-to page, compiled and run from the page itself. */
@ApplicationTest
class WriteAnAgentTests {

    private static final Path PAGE = Path.of("docs/how-to/write-an-agent.md");

    @Autowired
    Executions executions;

    @Autowired
    ProbeAgent probe;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    FlywayConnectionDetails owner;

    @TempDir
    Path directory;

    @Test
    void theAgentOfThePageRunsOnTheRealEngine() throws Exception {
        createTable(block("sql"));
        var agent = compiled(block("java"));
        var mark = "page-" + UUID.randomUUID();
        practice(mark, "Investor KITAS", 30);
        practice(mark, "", 20);
        practice(mark, "PT PMA", 2);
        probe.teach("page", execution -> agent.run(withDays(execution)));
        probe.lend(agent.itemHandlers());

        var ended = ended(start());

        assertThat(ended.status()).as(ended.error()).isEqualTo("completed");
        assertThat(ended.degradedReasons()).containsExactly("items_failed");
        assertThat(jdbc.sql("""
                        SELECT r.text FROM waiting_reminders r JOIN crm_practices p ON p.id = r.practice_id WHERE p.external_id LIKE :mark || '%'
                        """).param("mark", mark).query(String.class).list())
                .containsExactly("The Investor KITAS has waited 30 days for documents.");
    }

    private static String block(String language) throws IOException {
        var matcher =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private void createTable(String sql) {
        var migrations = new DriverManagerDataSource(
                requireNonNull(owner.getJdbcUrl()),
                requireNonNull(owner.getUsername()),
                requireNonNull(owner.getPassword()));
        var client = JdbcClient.create(migrations);
        client.sql(sql.replace("CREATE TABLE waiting_reminders", "CREATE TABLE nuzantara.waiting_reminders")
                        .replace("REFERENCES crm_practices", "REFERENCES nuzantara.crm_practices"))
                .update();
        client.sql("GRANT SELECT, INSERT, UPDATE, DELETE ON nuzantara.waiting_reminders TO PUBLIC")
                .update();
    }

    private Agent compiled(String source) throws Exception {
        var file = Files.createDirectories(directory.resolve("io/nuzantara/waiting"))
                .resolve("WaitingPractices.java");
        Files.writeString(file, source);
        var messages = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var options = List.of(
                    "-d", directory.toString(), "-proc:none", "-classpath", System.getProperty("java.class.path"));
            var compiled = compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(file))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
        var loader = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader());
        return (Agent) loader.loadClass("io.nuzantara.waiting.WaitingPractices")
                .getConstructor(JdbcClient.class)
                .newInstance(jdbc);
    }

    /** The probe takes one parameter of its own; the page's agent sees the default of its descriptor. */
    private static Execution withDays(Execution execution) {
        return new ForwardingExecution(execution, new Parameters(Map.of("days", 7L)));
    }

    private void practice(String mark, String type, int days) {
        var client =
                jdbc.sql("""
                        INSERT INTO crm_clients (external_id, name, created_at, updated_at) VALUES (:id, 'Page Client', now(), now()) RETURNING id
                        """).param("id", mark + "-" + days).query(Long.class).single();
        jdbc.sql("""
                        INSERT INTO crm_practices (external_id, client_id, type, status, created_at, updated_at)
                        VALUES (:id, :client, :type, 'waiting_documents', now(), now() - make_interval(days => :days, mins => 5))
                        """)
                .param("id", mark + "-" + days)
                .param("client", client)
                .param("type", type)
                .param("days", days)
                .update();
    }

    private UUID start() {
        var request = new StartRequest(
                "probe",
                new Parameters(Map.of("work", "page")),
                Trigger.API,
                "tester",
                "probe:" + UUID.randomUUID(),
                null);
        return ((Start.Accepted) executions.start(request)).id();
    }

    private io.nuzantara.api.ExecutionView ended(UUID id) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> executions.find(id).orElseThrow(), io.nuzantara.api.ExecutionView::isFinal);
    }
}

package io.nuzantara.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import io.nuzantara.conversation.Imports;
import io.nuzantara.database.DataDirectory;
import io.nuzantara.database.RecordMapper;
import io.nuzantara.execution.Executions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@ApplicationTest
class DemoSetupTests {

    @Autowired
    private Imports imports;

    @Autowired
    private Executions executions;

    @Autowired
    private JsonMapper json;

    @Autowired
    private Clock clock;

    @Autowired
    private JdbcClient jdbc;

    @TempDir
    private Path directory;

    @Test
    void theSampleBusinessComesInOnceAndStaysAsItIs() throws IOException {
        var prompt = directory.resolve(DemoSetup.PROMPT);
        var first = setup().prepare(42, 40);
        assertThat(prompt).content().isEqualTo(DemoPrompt.text());
        assertThat(imports.view(batch(first)).counts()).hasSize(4).allSatisfy(counts -> {
            assertThat(counts.refused()).isZero();
            assertThat(counts.created()).isEqualTo(counts.rows()).isPositive();
        });
        var rows = rows();
        Files.writeString(prompt, "Edited by its owner.\n");

        var again = setup().prepare(7, 50);

        assertThat(again).isEqualTo(first);
        assertThat(rows()).isEqualTo(rows);
        assertThat(rows.clients()).isEqualTo(40);
        assertThat(rows.conversations()).isGreaterThan(80);
        assertThat(prompt).content().isEqualTo("Edited by its owner.\n");
        assertThat(directory.resolve("sample-business")).doesNotExist();
    }

    private UUID batch(DemoRecord record) {
        return jdbc.sql("SELECT id FROM import_batches WHERE execution_id = :execution")
                .param("execution", record.execution())
                .query(UUID.class)
                .single();
    }

    private record Rows(long clients, long practices, long interactions, long conversations, long batches) {}

    private Rows rows() {
        return jdbc.sql("""
                        SELECT (SELECT count(*) FROM crm_clients WHERE source = 'demo') AS clients,
                               (SELECT count(*) FROM crm_practices WHERE source = 'demo') AS practices,
                               (SELECT count(*) FROM crm_interactions WHERE source = 'demo') AS interactions,
                               (SELECT count(*) FROM conversations WHERE source = 'demo' AND client_id IS NOT NULL) AS conversations,
                               (SELECT count(*) FROM import_batches WHERE source = 'demo') AS batches
                        """).query(RecordMapper.of(Rows.class)).single();
    }

    private DemoSetup setup() {
        return new DemoSetup(imports, executions, new DataDirectory(directory), json, clock);
    }
}

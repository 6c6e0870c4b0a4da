package io.nuzantara.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.conversation.reading.RecordFile;
import io.nuzantara.conversation.reading.SourceRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A million messages, and a line of 60 MB among them, are read and checked by a process that has 48 MB. */
class ConstantMemoryTests {

    private static final int CONVERSATIONS = 50_000;
    private static final int MESSAGES = 20;

    @TempDir
    Path directory;

    @Test
    void aMillionMessagesFitIntoASmallHeap() throws Exception {
        var file = directory.resolve("conversations.jsonl");
        write(file);

        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reader.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.strip()).endsWith("conversations 50000 messages 1000000 damaged 1");
    }

    private static void write(Path file) throws IOException {
        var messages = new StringBuilder();
        for (var i = 0; i < MESSAGES; i++) {
            messages.append(i == 0 ? "" : ",").append("{\"role\":\"user\",\"content\":\"How long does it take?\"}");
        }
        try (var out = Files.newBufferedWriter(file)) {
            for (var i = 0; i < CONVERSATIONS; i++) {
                out.write("{\"id\":\"v-" + i + "\",\"language\":\"en\",\"messages\":[" + messages + "]}\n");
                if (i == CONVERSATIONS / 2) {
                    for (var part = 0; part < 60; part++) {
                        out.write("x".repeat(1 << 20));
                    }
                    out.write('\n');
                }
            }
        }
    }

    /** The other process. */
    static final class Reader {

        private Reader() {}

        public static void main(String[] arguments) {
            var jdbc = JdbcClient.create(new DriverManagerDataSource());
            var type = new ConversationRows(new ConversationStatements(jdbc, new ClientStatements(jdbc)));
            var context = new ImportContext("import", ZoneId.of("UTC"), "ID", "IDR", ImportBench.NOW, 0, false, false);
            long conversations = 0;
            long messages = 0;
            long damaged = 0;
            try (var reader = RecordFile.open(Path.of(arguments[0]), "conversations.jsonl")) {
                for (var record = reader.next(); record != null; record = reader.next()) {
                    if (record instanceof SourceRecord.Row row
                            && type.check(row.number(), row.fields(), context)
                                    instanceof CheckedRow.Accepted accepted) {
                        conversations++;
                        messages += accepted.values().get("messages").size();
                    } else {
                        damaged++;
                    }
                }
            }
            System.out.printf("conversations %d messages %d damaged %d%n", conversations, messages, damaged);
        }
    }
}

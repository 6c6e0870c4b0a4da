package io.nuzantara.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nuzantara.database.TestDatabase;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealDataImportTests {

    private static final Path REAL = Path.of("../shared/data/real");
    private static final ImportOptions SHIFTED = ImportOptions.defaults().withShift(ImportOptions.SHIFT_TO_NOW);

    private final ImportBench bench;
    private ImportBench.Result first = new ImportBench.Result(
            java.util.UUID.randomUUID(),
            new io.nuzantara.execution.Outcome.Completed("", Map.of()),
            java.util.List.of(),
            java.util.List.of());

    RealDataImportTests(@TempDir Path data) {
        bench = new ImportBench(TestDatabase.create(), data, 1_000);
    }

    @BeforeAll
    void importRealData() {
        assumeTrue(Files.isDirectory(REAL), "no reference data beside the project: " + REAL);
        first = bench.importing(real(), SHIFTED, ImportBench.NOW);
    }

    /** In an order that is not the order of storing. */
    private static Map<String, InputStream> real() {
        var files = new LinkedHashMap<String, InputStream>();
        for (var name : new String[] {"conversations.jsonl", "practices.csv", "clients.csv"}) {
            files.put(name, ImportBench.stream(REAL.resolve(name)));
        }
        return files;
    }

    @Test
    void everyRowIsStoredAndNoneRefused() {
        assertThat(first.refused()).isZero();
        assertThat(first.file("clients").created()).isEqualTo(2_357);
        assertThat(first.file("practices").created()).isEqualTo(6_919);
        assertThat(first.file("conversations").created()).isEqualTo(3_053);
        assertThat(bench.count("SELECT count(*) FROM crm_clients")).isEqualTo(2_357);
        assertThat(bench.count("SELECT count(*) FROM conversation_messages")).isEqualTo(65_036);
        assertThat(bench.count("SELECT sum(message_count) FROM conversations")).isEqualTo(65_036);
    }

    @Test
    void moneyIsExact() {
        var sum = bench.jdbc
                .sql("SELECT sum(paid_amount) FROM crm_practices WHERE currency = 'USD'")
                .query(java.math.BigDecimal.class)
                .single();

        assertThat(sum).isEqualByComparingTo("244091.94");
        assertThat(bench.count("SELECT count(*) FROM crm_practices WHERE paid_amount = 0"))
                .isEqualTo(8);
        assertThat(bench.count("SELECT count(*) FROM crm_practices WHERE currency <> 'USD'"))
                .isZero();
    }

    @Test
    void ratingsAndTopicsAreThoseOfTheSource() {
        var ratings = bench.jdbc
                .sql(
                        "SELECT CAST(rating AS integer) AS rating, count(*) AS n FROM conversations WHERE rating IS NOT NULL GROUP BY 1 ORDER BY 1")
                .query((row, index) -> row.getInt(1) + ":" + row.getLong(2))
                .list();

        assertThat(ratings).containsExactly("1:24", "2:584", "3:1357", "4:755", "5:205");
        assertThat(bench.count("SELECT count(*) FROM conversations WHERE rating IS NULL"))
                .isEqualTo(128);
        assertThat(bench.count("SELECT max(cardinality(topics)) FROM conversations"))
                .isEqualTo(53);
        assertThat(bench.count("SELECT count(*) FROM conversations WHERE topic <> topics[1]"))
                .isZero();
    }

    @Test
    void theNewestEventFallsIntoTheLastDay() {
        var newest = bench.jdbc
                .sql("""
                     SELECT greatest((SELECT max(last_message_at) FROM conversations), (SELECT max(completed_at) FROM crm_practices),
                                     (SELECT max(created_at) FROM crm_clients))
                     """)
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant();

        assertThat(newest).isBetween(ImportBench.NOW.minus(Duration.ofDays(1)), ImportBench.NOW);
    }

    @Test
    void theSameFilesAgainChangeNothingEvenDaysLater() {
        var later = ImportBench.NOW.plus(Duration.ofDays(3));

        var second = bench.importing(real(), SHIFTED, later);

        assertThat(second.created() + second.updated() + second.refused()).isZero();
        assertThat(second.unchanged()).isEqualTo(2_357 + 6_919 + 3_053);
        assertThat(bench.batch(second.batch()).shiftReused()).isTrue();
        assertThat(bench.batch(second.batch()).shiftDays())
                .isEqualTo(bench.batch(first.batch()).shiftDays());
    }
}

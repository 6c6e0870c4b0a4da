package io.nuzantara.conversation;

import static io.nuzantara.conversation.ImportBench.NOW;
import static io.nuzantara.conversation.ImportBench.files;
import static io.nuzantara.conversation.ImportBench.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nuzantara.database.TestDatabase;
import io.nuzantara.execution.DirectExecution;
import io.nuzantara.execution.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTests {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final String CLIENTS = "id,name,phone\nc-1,Ayu,0812 3456 7890\nc-2,Budi,\n";
    private static final String PRACTICES =
            "id,client_id,type,status,price,started_at\np-1,c-1,KITAS,approved,100,2026-01-05\np-2,c-2,KITAS,completed,,2026-02-05\n";
    private static final String CONVERSATION =
            "{\"conversation_id\":\"v-1\",\"client_id\":\"c-1\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello there\",\"at\":\"2026-03-01T00:00:00Z\"},"
                    + "{\"role\":\"assistant\",\"content\":\"How can I help you?\",\"at\":\"2026-03-01T00:01:00Z\"}],\"rating\":4}\n";

    private final ImportBench bench;

    ImportTests(@TempDir Path data) {
        bench = new ImportBench(DATABASE, data, 3).emptied();
    }

    @Test
    void filesAreStoredInTheOrderOfTheirTypesAndKeptPrivate() {
        var result = bench.importing(files("v.jsonl", CONVERSATION, "p.csv", PRACTICES, "c.csv", CLIENTS));

        assertThat(result.files())
                .extracting(ImportFile::type)
                .containsExactly("clients", "practices", "conversations");
        assertThat(result.created()).isEqualTo(5);
        assertThat(
                        bench.count(
                                "SELECT count(*) FROM conversations v JOIN crm_clients c ON c.id = v.client_id AND c.external_id = 'c-1'"))
                .isOne();
        assertThat(bench.batch(result.batch()).status()).isEqualTo("completed");
        assertThat(bench.directory.of(result.batch())).isEmptyDirectory();
    }

    @Test
    void aFileThatCannotBeReadLeavesTheOthersAlone() {
        var result = bench.importing(
                files("wrong.csv", "colour,size\nred,1\n", "practices.csv", "id,type\n1,KITAS\n", "c.csv", CLIENTS));

        assertThat(result.created()).isEqualTo(2);
        assertThat(result.files())
                .extracting(ImportFile::name, ImportFile::refusedCode)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("wrong.csv", "type_unknown"),
                        org.assertj.core.groups.Tuple.tuple("practices.csv", "column_missing"));
    }

    @Test
    void whatIsEmptyStaysAndWhatIsNullIsCleared() {
        bench.importing(files("c.csv", "id,name,email,language,hobby\nc-1,Ayu,a@b.test,id,surf\n"));

        var result = bench.importing(files("c.csv", "id,name,email,language,hobby\nc-1,Ayu Lestari,,\\N,\\N\n"));

        assertThat(result.updated()).isOne();
        assertThat(bench.jdbc
                        .sql("SELECT concat_ws('|', name, email, language, attributes) FROM crm_clients")
                        .query(String.class)
                        .single())
                .isEqualTo("Ayu Lestari|a@b.test|{}");
    }

    @Test
    void theSameFilesAgainChangeNothing() {
        var all = new String[] {"c.csv", CLIENTS, "p.csv", PRACTICES, "v.jsonl", CONVERSATION};
        bench.importing(files(all));

        var second = bench.importing(files(all), ImportOptions.defaults(), NOW.plus(Duration.ofDays(1)));

        assertThat(second.created() + second.updated() + second.refused()).isZero();
        assertThat(second.unchanged()).isEqualTo(5);
    }

    @Test
    void aRatingGivenSinceIsNotUndoneByTheSameFile() {
        bench.importing(files("v.jsonl", CONVERSATION));
        bench.jdbc.sql("UPDATE conversations SET rating = 2").update();

        bench.importing(files("v.jsonl", CONVERSATION));

        assertThat(bench.count("SELECT CAST(rating AS bigint) FROM conversations"))
                .isEqualTo(2);
    }

    @Test
    void idsThatStandTwiceAreRefusedAcrossBlocksToo() {
        var result = bench.importing(files("c.csv", "id,name\na,1\na,2\nb,1\nc,1\nd,1\na,3\n"));

        assertThat(result.created()).isEqualTo(4);
        assertThat(result.refusals()).containsExactly("3:id:duplicate_id", "7:id:duplicate_id");
        assertThat(bench.count("SELECT count(*) FROM import_ids")).isZero();
    }

    @Test
    void rowsOfUnknownClientsAreRefusedButConversationsWaitForThem() {
        var result = bench.importing(files("p.csv", PRACTICES, "v.jsonl", CONVERSATION));

        assertThat(result.refusals()).containsExactly("2:client_id:unknown_client", "3:client_id:unknown_client");
        assertThat(result.file("conversations").warnings()).isEqualTo("{\"unknown_client\": 1}");

        bench.importing(files("c.csv", CLIENTS));

        assertThat(
                        bench.count(
                                "SELECT count(*) FROM conversations v JOIN crm_clients c ON c.id = v.client_id AND c.external_id = 'c-1'"))
                .isOne();
    }

    @Test
    void refusedRowsComeBackAndAreTakenOnceMended() throws IOException {
        var result = bench.importing(files(
                "c.csv",
                "id,name,nationality,password\nc-1,Ayu,Atlantis,x\nc-2,=Budi,ID,\nc-3,\"'=Citra, \"\"C\"\"\",Oz,\n"));

        var path = bench.directory.refused(result.file("clients"), true);
        var refused = Files.readString(path);
        assertThat(Files.getPosixFilePermissions(path)).hasSize(2);
        assertThat(refused.lines()).hasSize(3);
        assertThat(refused)
                .startsWith("id,name,nationality,password,_row,_column,_code,_reason,_fix")
                .contains("2,nationality,bad_nationality")
                .doesNotContain(",x,");

        var mended = bench.importing(
                files("refused-clients.csv", refused.replace("Atlantis", "ID").replace("Oz", "IT")));

        assertThat(mended.created()).isEqualTo(2);
        assertThat(mended.refused()).isZero();
        assertThat(bench.jdbc
                        .sql("SELECT name FROM crm_clients ORDER BY external_id")
                        .query((row, index) -> row.getString(1))
                        .list())
                .containsExactly("Ayu", "=Budi", "=Citra, \"C\"");
    }

    @Test
    void refusedObjectsComeBackWithTheirReason() throws IOException {
        var result =
                bench.importing(files("v.jsonl", CONVERSATION.replace("\"rating\":4", "\"rating\":9") + "no json\n"));

        var refused = Files.readString(bench.directory.refused(result.file("conversations"), false));
        assertThat(result.refusals()).containsExactly("1:rating:rating_out_of_range", "2::bad_json");
        assertThat(refused).contains("\"_code\":\"rating_out_of_range\"", "\"conversation_id\":\"v-1\"");

        var mended = bench.importing(
                files("v.jsonl", refused.lines().findFirst().orElseThrow().replace("\"rating\":9", "\"rating\":5")));

        assertThat(mended.created()).isOne();
        assertThat(bench.count("SELECT count(*) FROM conversations WHERE attributes = '{}'"))
                .isOne();
    }

    @Test
    void aKilledImportGoesOnAfterItsLastBlock() throws IOException {
        var rows = new StringBuilder("id,name,nationality\n");
        for (var i = 0; i < 10; i++) {
            rows.append("c-%d,N,%s\n".formatted(i, i % 4 == 1 ? "Oz" : "ID"));
        }
        var batch = bench.send(files("c.csv", rows.toString()), ImportOptions.defaults(), NOW);
        var execution = bench.execution(batch, NOW);
        var owner = bench.asOwner();
        owner.sql("""
                CREATE FUNCTION nuzantara.dying() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN IF NEW.external_id = ''c-7'' THEN RAISE EXCEPTION ''killed''; END IF; RETURN NEW; END'
                """).update();
        owner.sql(
                        "CREATE TRIGGER dying BEFORE INSERT ON nuzantara.crm_clients FOR EACH ROW EXECUTE FUNCTION nuzantara.dying()")
                .update();

        assertThatExceptionOfType(org.springframework.dao.DataAccessException.class)
                .isThrownBy(() -> bench.finish(batch, execution, NOW));
        assertThat(bench.count("SELECT records FROM import_files")).isEqualTo(6);
        owner.sql("DROP TRIGGER dying ON nuzantara.crm_clients").update();
        var result = bench.finish(batch, execution, NOW);

        assertThat(result.file("clients").created()).isEqualTo(7);
        assertThat(result.refusals())
                .containsExactly(
                        "3:nationality:bad_nationality",
                        "7:nationality:bad_nationality",
                        "11:nationality:bad_nationality");
        assertThat(Files.readString(bench.directory.refused(result.file("clients"), true))
                        .lines())
                .hasSize(4);
    }

    @Test
    void anotherExecutionOfTheSameBatchBeginsAnew() {
        var batch = bench.send(files("c.csv", "id,name\na,1\nb,1\nb,2\nc,1\n"), ImportOptions.defaults(), NOW);
        var dying = bench.execution(batch, NOW).dyingAfter(3);
        assertThatExceptionOfType(DirectExecution.Died.class).isThrownBy(() -> bench.finish(batch, dying, NOW));

        var retry = bench.finish(batch, bench.execution(batch, NOW), NOW);

        assertThat(retry.unchanged()).isEqualTo(3);
        assertThat(retry.refusals()).containsExactly("4:id:duplicate_id");
    }

    @Test
    void anImportWhoseFilesAreGoneSaysSo() {
        var done = bench.importing(files("c.csv", CLIENTS));

        var again = bench.finish(done.batch(), bench.execution(done.batch(), NOW), NOW);

        assertThat(again.outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(bench.batch(done.batch()).status()).isEqualTo("completed");
    }

    @Test
    void aDryRunCountsEverythingAndStoresNothing() {
        var options = new ImportOptions("import", "", "", ImportOptions.NO_SHIFT, "", false, false, true);

        var result = bench.importing(
                files("c.csv", CLIENTS, "p.csv", PRACTICES + "p-3,c-9,KITAS,approved,,\n"), options, NOW);

        assertThat(result.created()).isEqualTo(4);
        assertThat(result.refusals()).containsExactly("4:client_id:unknown_client");
        assertThat(bench.count("SELECT count(*) FROM crm_clients")).isZero();
        assertThat(((Outcome.Completed) result.outcome()).message()).startsWith("Nothing was stored.");
    }

    @Test
    void aClientWithoutABeginningBeginsWithItsFirstEvent() {
        bench.importing(files("c.csv", CLIENTS, "p.csv", PRACTICES));

        assertThat(bench.jdbc
                        .sql(
                                "SELECT CAST(created_at AT TIME ZONE 'Asia/Makassar' AS text) FROM crm_clients ORDER BY external_id")
                        .query((row, index) -> row.getString(1))
                        .list())
                .containsExactly("2026-01-05 00:00:00", "2026-02-05 00:00:00");
    }

    @Test
    void anAmountWithoutACurrencyIsInThatOfTheCompanyAndUnknownIsNotZero() {
        bench.importing(files("c.csv", CLIENTS, "p.csv", PRACTICES));

        assertThat(bench.jdbc
                        .sql("SELECT concat_ws('|', price, currency) FROM crm_practices ORDER BY external_id")
                        .query((row, index) -> row.getString(1))
                        .list())
                .containsExactly("100.00|IDR", "IDR");
    }

    @Test
    void messagesThatStayKeepTheirRows() {
        bench.importing(files("v.jsonl", CONVERSATION));
        var before = messageIds();

        var result = bench.importing(files(
                "v.jsonl",
                CONVERSATION.replace(
                        "}],", "},{\"role\":\"user\",\"content\":\"Visa\",\"at\":\"2026-03-01T00:02:00Z\"}],")));

        assertThat(result.updated()).isOne();
        assertThat(messageIds()).hasSize(3).startsWith(before.toArray(Long[]::new));

        bench.importing(files("v.jsonl", CONVERSATION));

        assertThat(messageIds()).isEqualTo(before);
    }

    private List<Long> messageIds() {
        return bench.jdbc
                .sql("SELECT id FROM conversation_messages ORDER BY position")
                .query((row, index) -> row.getLong(1))
                .list();
    }

    @Test
    void votesOfAnyScaleAreKept() {
        bench.importing(files("v.jsonl", CONVERSATION.replace("\"rating\":4", "\"votes\":[-1.5,0,7]")));

        assertThat(bench.jdbc
                        .sql("SELECT score FROM conversation_votes ORDER BY rater")
                        .query((row, index) -> row.getDouble(1))
                        .list())
                .containsExactly(-1.5, 0.0, 7.0);
    }

    @Test
    void theLanguageIsGuessedWhereItIsNotGiven() {
        bench.importing(files("v.jsonl", CONVERSATION));

        assertThat(bench.jdbc
                        .sql("SELECT language FROM conversations")
                        .query(String.class)
                        .single())
                .isEqualTo("en");
    }

    @Test
    void aShiftMovesEverythingByOneNumberOfDays() {
        var result = bench.importing(
                files("c.csv", CLIENTS, "p.csv", PRACTICES, "v.jsonl", CONVERSATION),
                ImportOptions.defaults().withShift("2026-11-01T12:00:00Z"),
                NOW);

        assertThat(bench.batch(result.batch()).shiftDays()).isEqualTo(245);
        assertThat(bench.count("SELECT count(*) FROM conversations WHERE last_message_at = '2026-11-01T00:01:00Z'"))
                .isOne();
        assertThat(bench.count("SELECT count(*) FROM crm_practices WHERE started_at = '2026-09-06T16:00:00Z'"))
                .isOne();
    }

    @Test
    void newerEventsThanTheEarlierShiftAllowsGetAShiftOfTheirOwn() {
        var options = ImportOptions.defaults().withShift(ImportOptions.SHIFT_TO_NOW);
        bench.importing(files("v.jsonl", CONVERSATION), options, NOW);

        var second = bench.importing(files("v.jsonl", CONVERSATION.replace("2026-03-01", "2026-05-01")), options, NOW);

        assertThat(bench.batch(second.batch()).shiftReused()).isFalse();
        assertThat(
                        bench.count(
                                "SELECT count(*) FROM conversations WHERE last_message_at BETWEEN '2026-11-19T10:00:00Z' AND '2026-11-20T10:00:00Z'"))
                .isOne();
    }

    @Test
    void membersOfAnArchiveAreFilesOfTheImport() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(packed)) {
            for (var file :
                    Map.of("practices.csv", PRACTICES, "clients.csv", CLIENTS).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }

        var result =
                bench.importing(Map.<String, InputStream>of("all.zip", new ByteArrayInputStream(packed.toByteArray())));

        assertThat(result.created()).isEqualTo(4);
    }

    @Test
    void sourcesDoNotTouchEachOther() {
        bench.importing(files("c.csv", CLIENTS));

        var other = bench.importing(
                Map.of("c.csv", stream(CLIENTS)), ImportOptions.defaults().withSource("hubspot"), NOW);

        assertThat(other.created()).isEqualTo(2);
        assertThat(bench.count("SELECT count(*) FROM crm_clients")).isEqualTo(4);
    }
}

package io.nuzantara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportTests {

    private static final String BATCH = "/api/imports/" + Answers.ID;

    @TempDir
    private Path directory;

    private FakeService service;
    private Path files;

    @BeforeEach
    void start() throws IOException {
        files = Files.createDirectories(directory.resolve("files"));
        for (var name : List.of("practices.csv", "clients.csv", "notes.txt", "other.csv")) {
            Files.writeString(files.resolve(name), "id\n" + name + "\n");
        }
        service = answering(0);
    }

    private static FakeService answering(long refused) throws IOException {
        return new FakeService()
                .answers("POST /api/imports", 201, Answers.batch("receiving", 0))
                .answers("PUT " + BATCH + "/files/clients.csv", 204, "")
                .answers("PUT " + BATCH + "/files/practices.csv", 204, "")
                .answers("PUT " + BATCH + "/files/a%20b.csv", 204, "")
                .answers("POST " + BATCH + "/start", 202, Map.of("batch_id", Answers.ID, "execution_id", Answers.ID))
                .answers("GET " + BATCH, 200, Answers.batch("running", 0), Answers.batch("completed", refused))
                .answers("GET " + BATCH + "/refused", 200, "id,_row,_reason\n");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private CommandLineProbe.Typed type(String... arguments) {
        return new CommandLineProbe(ImportTests.class, directory)
                .with("NUZANTARA_URL", service.url())
                .type(arguments);
    }

    @Test
    void aFolderMeansItsKnownFilesAndEachIsSentAsItIs() {
        var typed = type("import", files.toString(), "--shift-to-now", "--source", "crm");

        assertThat(typed.code()).isZero();
        assertThat(service.requests().stream().map(FakeService.Request::line).limit(4))
                .containsExactly(
                        "POST /api/imports",
                        "PUT " + BATCH + "/files/clients.csv",
                        "PUT " + BATCH + "/files/practices.csv",
                        "POST " + BATCH + "/start");
        assertThat(service.requests().get(0).body()).isEqualTo("{\"files\":[\"clients.csv\",\"practices.csv\"]}");
        assertThat(service.requests().get(0).query())
                .isEqualTo("source=crm&shift=now&strict=false&keep_sensitive=false&dry_run=false");
        assertThat(service.requests().get(1).body()).isEqualTo("id\nclients.csv\n");
    }

    @Test
    void countsAreATableWithOneRowForEachType() {
        var typed = type("import", files.toString());

        assertThat(typed.out())
                .startsWith("Batch " + Answers.ID)
                .contains("TYPE\tROWS\tNEW\tUPDATED\tUNCHANGED\tREFUSED\n")
                .contains("clients\t2357\t2357\t0\t0\t0\n")
                .contains("practices\t6919\t6919\t0\t0\t0\n");
        assertThat(type("import", files.toString(), "--json")
                        .document()
                        .path("counts")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void refusedRowsEndWithOneAndComeBackAsAFile() throws IOException {
        service.close();
        service = answering(3);
        var file = directory.resolve("refused.csv");

        var typed = type("import", files.toString(), "--refused", file.toString());

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err())
                .contains("practices.csv row 17, price: 'x' is no number. Write 12.50.")
                .contains("3 rows or files were refused; all others are kept")
                .endsWith("./nuzantara import " + file + "\n");
        assertThat(Files.readString(file)).isEqualTo("id,_row,_reason\n");
    }

    @Test
    void refusedRowsMayBeAllowed() throws IOException {
        service.close();
        service = answering(3);

        assertThat(type("import", files.toString(), "--allow-refused").code()).isZero();
        var strict = type("import", files.toString(), "--json");
        assertThat(strict.code()).isEqualTo(1);
        assertThat(strict.out()).isEmpty();
        assertThat(strict.problem().path("import").path("status").asString("")).isEqualTo("completed");
    }

    @Test
    void anImportThatFailsEndsWithOne() throws IOException {
        service.close();
        service = answering(0);
        service.answers("GET " + BATCH, 200, Answers.batch("failed", 0));
        type("import", files.toString());

        var typed = type("import", files.toString());

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("The import failed").endsWith("./nuzantara execution " + Answers.ID + "\n");
    }

    @Test
    void namesWithSpacesArriveAsTheyAre() throws IOException {
        var file = Files.writeString(directory.resolve("a b.csv"), "x");

        assertThat(type("import", file.toString(), "--type", "clients").code()).isZero();
        assertThat(service.requests().get(1).line()).isEqualTo("PUT " + BATCH + "/files/a%20b.csv");
        assertThat(service.requests().get(0).query()).startsWith("type=clients&");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import",
                "import /no/such/file",
                "import FILES --shift-to yesterday",
                "import FILES --shift-to-now --shift-to 2026-01-01T00:00:00Z",
                "import EMPTY"
            })
    void whatCannotBeMeantIsWrongUsageBeforeAnythingIsSent(String line) throws IOException {
        var empty = Files.createDirectories(directory.resolve("empty"));
        var words = line.replace("FILES", files.toString()).replace("EMPTY", empty.toString());

        var typed = type(words.split(" ", -1));

        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.out()).isEmpty();
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void twoFilesOfOneNameAreNotMixedUp() throws IOException {
        var other = Files.createDirectories(directory.resolve("other"));
        Files.writeString(other.resolve("clients.csv"), "x");

        assertThat(type("import", files.toString(), other.toString()).err())
                .contains("Two files are called clients.csv");
    }
}

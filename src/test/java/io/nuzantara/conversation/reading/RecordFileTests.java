package io.nuzantara.conversation.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFileTests {

    @TempDir
    Path directory;

    private List<String> read(String name, String content) throws IOException {
        return read(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Each record as {@code number:fields} or {@code number:DAMAGE}. */
    private List<String> read(String name, byte[] content) throws IOException {
        var path = directory.resolve("file");
        Files.write(path, content);
        var records = new ArrayList<String>();
        try (var reader = RecordFile.open(path, name)) {
            for (var record = reader.next(); record != null; record = reader.next()) {
                records.add(
                        switch (record) {
                            case SourceRecord.Row row -> row.number() + ":" + row.fields();
                            case SourceRecord.Damaged(var number, var damage) -> number + ":" + damage;
                        });
            }
        }
        return records;
    }

    private String refusal(String name, byte[] content) throws IOException {
        Files.write(directory.resolve("refused"), content);
        return assertThatExceptionOfType(FileRefused.class)
                .isThrownBy(() -> RecordFile.open(directory.resolve("refused"), name))
                .actual()
                .code();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aTableIsReadByItsHeader() throws IOException {
        assertThat(read("clients.csv", "\uFEFFID, Name ,phone\r\n1,\"A, \"\"B\"\"\n2\",\r\n\r\n2,\\N,0812\n"))
                .containsExactly(
                        "2:{\"id\":\"1\",\"name\":\"A, \\\"B\\\"\\n2\"}",
                        "5:{\"id\":\"2\",\"name\":null,\"phone\":\"0812\"}");
    }

    @Test
    void tabsSeparateWhenTheNameSaysSo() throws IOException {
        assertThat(read("clients.tsv", "id\tname\n1\tA, B\n")).containsExactly("2:{\"id\":\"1\",\"name\":\"A, B\"}");
    }

    @Test
    void anOldMacFileHasLinesToo() throws IOException {
        assertThat(read("a.csv", "id,n\r1,a\r2,b"))
                .containsExactly("2:{\"id\":\"1\",\"n\":\"a\"}", "3:{\"id\":\"2\",\"n\":\"b\"}");
    }

    @Test
    void anUnclosedQuoteCostsItsOwnLineOnly() throws IOException {
        assertThat(read("a.csv", "id,n\n1,\"open\n2,b\n3,c\n"))
                .containsExactly("2:BAD_QUOTES", "3:{\"id\":\"2\",\"n\":\"b\"}", "4:{\"id\":\"3\",\"n\":\"c\"}");
        assertThat(read("a.csv", "id,n\n1,\"x\"y\n2,b\n"))
                .containsExactly("2:BAD_QUOTES", "3:{\"id\":\"2\",\"n\":\"b\"}");
        assertThat(read("a.csv", "id,n\n1,\"end")).containsExactly("2:BAD_QUOTES");
    }

    @Test
    void anUnclosedQuoteBeforeALongFileCostsItsOwnLineOnly() throws IOException {
        var rows = 100_000;
        var text = new StringBuilder("id,n\n0,\"open\n");
        for (var i = 1; i <= rows; i++) {
            text.append(i).append(",some text of a row\n");
        }

        var records = read("a.csv", text.toString());

        assertThat(records)
                .hasSize(rows + 1)
                .startsWith("2:BAD_QUOTES", "3:{\"id\":\"1\",\"n\":\"some text of a row\"}");
        assertThat(records.stream().filter(record -> record.contains("BAD"))).hasSize(1);
    }

    @Test
    void invalidUtf8CostsItsOwnLineOnly() throws IOException {
        var latin = Charset.forName("ISO-8859-1");

        assertThat(read("a.csv", "id,n\n1,caf\u00e9\n2,b\n".getBytes(latin)))
                .containsExactly("2:INVALID_UTF8", "3:{\"id\":\"2\",\"n\":\"b\"}");
        assertThat(read("a.jsonl", "{\"n\":\"caf\u00e9\"}\n{\"n\":\"b\"}\n".getBytes(latin)))
                .containsExactly("1:INVALID_UTF8", "2:{\"n\":\"b\"}");
    }

    @Test
    void aTenMegabyteLineCostsItsOwnLineOnly() throws IOException {
        var huge = "x".repeat(10 << 20);

        assertThat(read("a.csv", "id,n\n1," + huge + "\n2,b\n"))
                .containsExactly("2:LINE_TOO_LONG", "3:{\"id\":\"2\",\"n\":\"b\"}");
        assertThat(read("a.csv", "id,n\n1,\"" + huge + "\"\n2,b\n"))
                .containsExactly("2:LINE_TOO_LONG", "3:{\"id\":\"2\",\"n\":\"b\"}");
        assertThat(read("a.jsonl", "{\"n\":\"" + huge + "\"}\n{\"n\":\"b\"}"))
                .containsExactly("1:LINE_TOO_LONG", "2:{\"n\":\"b\"}");
        assertThat(read("a.json", "[{\"n\":\"" + huge + "\"},{\"n\":\"b\"}]"))
                .containsExactly("1:LINE_TOO_LONG", "2:{\"n\":\"b\"}");
    }

    @Test
    void jsonIsLinesOrAnArray() throws IOException {
        assertThat(read("a.json", " [ {\"n\":\"a,]\\\"\"} ,\n {\"n\":[1,{\"x\":2}]} ]\n"))
                .containsExactly("1:{\"n\":\"a,]\\\"\"}", "2:{\"n\":[1,{\"x\":2}]}");
        assertThat(read("a.txt", "{\"n\":1}\n\n{\"n\":2}")).containsExactly("1:{\"n\":1}", "3:{\"n\":2}");
    }

    @Test
    void brokenJsonCostsItsOwnRecordOnly() throws IOException {
        assertThat(read(
                        "a.jsonl",
                        "{\"n\":1\n[1]\n{\"n\":1,\"n\":2}\n{\"n\":1} x\n" + "[".repeat(5_000) + "\n{\"n\":3}\n"))
                .containsExactly(
                        "1:BAD_JSON", "2:NOT_AN_OBJECT", "3:BAD_JSON", "4:BAD_JSON", "5:BAD_JSON", "6:{\"n\":3}");
    }

    @Test
    void aRowNeedsTheCellsOfItsHeader() throws IOException {
        assertThat(read("a.csv", "id,n\n1\n2,b,c\n3,c\n"))
                .containsExactly("2:CELL_COUNT", "3:CELL_COUNT", "4:{\"id\":\"3\",\"n\":\"c\"}");
    }

    @Test
    void oneApostropheIsTakenOffWhatWouldBeAFormula() throws IOException {
        for (var value : List.of("=1+1", "+62812", "'=x", "''-y", "@z", "plain", "'quoted", "-")) {
            assertThat(read("a.csv", "id,n\n1," + TableCells.cell(value) + "\n"))
                    .containsExactly("2:{\"id\":\"1\",\"n\":\"" + value + "\"}");
        }
    }

    @Test
    void aFileThatIsNoTableIsRefusedAsAWhole() throws IOException {
        assertThat(refusal("a.csv", bytes(""))).isEqualTo("file_empty");
        assertThat(refusal("a.csv", bytes("id,ID\n1,2\n"))).isEqualTo("header_duplicate");
        assertThat(refusal("a.csv", bytes("id,,n\n1,2,3\n"))).isEqualTo("header_empty");
        assertThat(refusal("a.csv", bytes("id,\"n\n1,2\n"))).isEqualTo("header_missing");
        assertThat(refusal("a.csv", bytes("id," + "n".repeat(101) + "\n"))).isEqualTo("header_invalid");
        assertThat(refusal("a.csv", "id,n\n1,2\n".getBytes(StandardCharsets.UTF_16)))
                .isEqualTo("encoding_unsupported");
    }

    @Test
    void gzipIsReadAsItComes() throws IOException {
        assertThat(read("a.csv.gz", gzip(bytes("id,n\n1,a\n")))).containsExactly("2:{\"id\":\"1\",\"n\":\"a\"}");
        assertThat(refusal("a.csv.gz", gzip(gzip(bytes("id,n\n"))))).isEqualTo("nested_archive");
    }

    @Test
    void aBrokenGzipKeepsWhatCameBefore() throws IOException {
        var text = new StringBuilder("id,n\n");
        for (var i = 0; i < 50_000; i++) {
            text.append(i).append(",").append(Integer.toHexString(i * 7919)).append('\n');
        }
        var packed = gzip(bytes(text.toString()));

        var records = read("a.csv.gz", java.util.Arrays.copyOf(packed, packed.length / 2));

        assertThat(records).hasSizeGreaterThan(1_000).last().asString().endsWith("ARCHIVE_BROKEN");
    }

    @Test
    void anArchiveThatUnpacksWithoutEndIsCut() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes("id,n\n"));
            var zeros = bytes("1,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n".repeat(1_000));
            for (var i = 0; i < 1_000; i++) {
                gzip.write(zeros);
            }
        }

        assertThat(read("a.csv.gz", packed.toByteArray())).last().asString().endsWith("ARCHIVE_TOO_LARGE");
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.toByteArray();
    }

    private Path zip(String... names) throws IOException {
        var path = directory.resolve("upload-0");
        try (var zip = new ZipOutputStream(Files.newOutputStream(path))) {
            for (var name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(bytes("id,n\n1,a\n"));
                zip.closeEntry();
            }
        }
        return path;
    }

    @Test
    void membersOfAZipAreUnpackedPrivately() throws IOException {
        var members = ZipMembers.unpack(zip("data/", "data/clients.csv", "practices.csv"), directory);

        assertThat(members).extracting(ZipMembers.Member::name).containsExactly("clients.csv", "practices.csv");
        assertThat(Files.getPosixFilePermissions(members.getFirst().path())).hasSize(2);
        assertThat(members.getFirst().path().getParent()).isEqualTo(directory);
    }

    @Test
    void aZipThatPointsOutsideItselfIsRefused() throws IOException {
        for (var name : List.of("../x.csv", "/etc/x.csv", "a/../../x.csv", "..\\x.csv")) {
            var zip = zip(name);

            assertThatExceptionOfType(FileRefused.class)
                    .isThrownBy(() -> ZipMembers.unpack(zip, directory))
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo("archive_path"));
        }
    }
}

package io.nuzantara.conversation.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileFilesTests {

    private static final List<String> NAMES = List.of("a.csv", "a.tsv", "a.jsonl", "a.json", "a.csv.gz");
    private static final List<String> GOOD = List.of(
            "id,name,phone\n1,\"A, \"\"B\"\"\",0812\n2,C,\\N\n3,'=x,\n",
            "{\"id\":\"1\",\"messages\":[{\"role\":\"user\",\"content\":\"hi \\ud83d\\ude00\"}],\"rating\":4}\n{\"id\":\"2\"}\n",
            "[{\"id\":\"1\",\"x\":[1,2,{\"y\":null}]},\n{\"id\":\"2\"}]");
    private static final byte[] SPITEFUL = "\"',\n\r\t\\{}[]:\0\uFEFF".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noBytesStopTheReader(long seed) throws IOException {
        var random = new Random(seed);
        for (var round = 0; round < 250; round++) {
            var bytes = round % 2 == 0 ? garbage(random) : mutated(random);

            var records = records(NAMES.get(random.nextInt(NAMES.size())), bytes);

            assertThat(records).as("seed %d round %d", seed, round).isLessThanOrEqualTo(bytes.length + 1);
        }
    }

    private static byte[] garbage(Random random) {
        var bytes = new byte[random.nextInt(3_000)];
        random.nextBytes(bytes);
        for (var i = 0; i < bytes.length; i++) {
            if (random.nextInt(3) == 0) {
                bytes[i] = SPITEFUL[random.nextInt(SPITEFUL.length)];
            }
        }
        return bytes;
    }

    private static byte[] mutated(Random random) {
        var bytes = GOOD.get(random.nextInt(GOOD.size())).repeat(5).getBytes(StandardCharsets.UTF_8);
        for (var i = random.nextInt(6); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] =
                    random.nextBoolean() ? SPITEFUL[random.nextInt(SPITEFUL.length)] : (byte) random.nextInt();
        }
        return bytes;
    }

    /** How many records there are; a file that is refused as a whole has none. */
    private long records(String name, byte[] bytes) throws IOException {
        var path = directory.resolve("hostile");
        Files.write(path, bytes);
        try (var reader = RecordFile.open(path, name)) {
            var records = 0L;
            while (reader.next() != null) {
                records++;
            }
            return records;
        } catch (FileRefused e) {
            return 0;
        }
    }
}

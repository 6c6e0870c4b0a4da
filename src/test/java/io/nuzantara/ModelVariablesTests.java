package io.nuzantara;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelVariablesTests {

    @Test
    void keysAndAddressesOfProvidersHaveTheirUsualNames() {
        var variables = Map.of(
                "ANTHROPIC_API_KEY", "a",
                "ANTHROPIC_BASE_URL", "http://localhost:1",
                "OPENAI_API_KEY", "b",
                "OPENAI_BASE_URL", "http://localhost:2/v1",
                "OPENROUTER_API_KEY", " ");

        assertThat(NuzantaraEnvironment.translate(variables::get))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "nuzantara.llm.anthropic.api-key", "a",
                        "nuzantara.llm.anthropic.base-url", "http://localhost:1",
                        "nuzantara.llm.openai.api-key", "b",
                        "nuzantara.llm.openai.base-url", "http://localhost:2/v1"));
    }

    @Test
    void aKeyMayComeFromAFile(@TempDir Path directory) throws IOException {
        var file = Files.writeString(directory.resolve("key"), "from a file\n");

        assertThat(NuzantaraEnvironment.translate(Map.of("NUZANTARA_LLM_API_KEY_FILE", file.toString())::get))
                .isEqualTo(Map.of("nuzantara.llm.api-key", "from a file"));
    }
}

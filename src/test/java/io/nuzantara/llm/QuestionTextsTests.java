package io.nuzantara.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class QuestionTextsTests {

    @Test
    void allTextsAndNamesOfFieldsAreLookedAtAndNoNumbers() {
        var input = JsonMapper.shared()
                .readTree("{\"Maria Rossi\": [{\"said\": \"a\\nb\", \"n\": 628123450001, \"ok\": true}, \"c\"]}");

        assertThat(texts(input, Shape.fields())).containsExactly("Maria Rossi", "said", "a\nb", "n", "ok", "c");
    }

    @Test
    void whatTheAnswerMayBeChosenFromLeavesToo() {
        var shape = Shape.fields()
                .with("one", Shape.choice(List.of("x", "y")))
                .with("some", Shape.list(2, Shape.fields().with("who", Shape.maybe(Shape.choice(List.of("Maria"))))))
                .with("why", Shape.text(20));

        assertThat(texts(JsonMapper.shared().createArrayNode(), shape)).containsExactly("x", "y", "Maria");
    }

    private static List<String> texts(JsonNode input, Shape.Fields shape) {
        return QuestionTexts.of(new Question(
                Purpose.WRITING,
                Prompt.of("test.v1", "Write."),
                input,
                JsonSchema.of("test", shape),
                new Caller("test", null),
                100,
                Duration.ofSeconds(10)));
    }
}

package io.nuzantara.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApplicationTest
class KeylessModelTests {

    @Autowired
    LanguageModel model;

    @Autowired
    EmbeddingModel embeddings;

    @Test
    void withoutAKeyEveryQuestionIsRefusedWithWhatToDo() {
        var reply = model.ask(Asking.question(Duration.ofSeconds(1), Asking.input("a", "b")));

        assertThat(model.model(Purpose.DECISION)).isEmpty();
        assertThat(reply).isInstanceOfSatisfying(Reply.Refused.class, refused -> {
            assertThat(refused.why()).isEqualTo(Refusal.NO_MODEL);
            assertThat(refused.sentence()).contains("ANTHROPIC_API_KEY", "NUZANTARA_LLM_BASE_URL");
        });
    }

    @Test
    void embeddingsAreMadeInThisProcess() {
        assertThat(embeddings.name()).startsWith("local:");
    }
}

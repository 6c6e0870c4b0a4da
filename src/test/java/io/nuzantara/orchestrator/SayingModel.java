package io.nuzantara.orchestrator;

import io.nuzantara.llm.LanguageModel;
import io.nuzantara.llm.ModelName;
import io.nuzantara.llm.Prompt;
import io.nuzantara.llm.Purpose;
import io.nuzantara.llm.Question;
import io.nuzantara.llm.Refusal;
import io.nuzantara.llm.Reply;
import io.nuzantara.llm.Tokens;
import io.nuzantara.llm.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A model that says what it is told to, and remembers what it was asked. */
final class SayingModel implements LanguageModel {

    static final Prompt PROMPT = Prompt.named("cycle-plan.v1");
    static final JsonMapper JSON = JsonMapper.builder().build();

    private final Function<Question, Reply> says;
    private final List<Question> asked = new ArrayList<>();

    SayingModel(Function<Question, Reply> says) {
        this.says = says;
    }

    SayingModel(String json) {
        this(_ -> answer(JSON.readTree(json)));
    }

    static Reply answer(JsonNode content) {
        return new Reply.Answered(
                content,
                new Usage(new Tokens(900, 0, 80), new BigDecimal("0.0042"), Duration.ofMillis(700)),
                "fake:planner",
                PROMPT.version(),
                false);
    }

    static SayingModel refusing(Refusal why) {
        return new SayingModel(_ -> new Reply.Refused(why, "It does not answer.", null));
    }

    List<Question> asked() {
        return List.copyOf(asked);
    }

    @Override
    public Optional<ModelName> model(Purpose purpose) {
        return Optional.of(new ModelName("fake", "planner"));
    }

    @Override
    public Reply ask(Question question) {
        asked.add(question);
        return says.apply(question);
    }
}

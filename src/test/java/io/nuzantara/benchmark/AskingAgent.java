package io.nuzantara.benchmark;

import io.nuzantara.execution.Agent;
import io.nuzantara.execution.AgentDescriptor;
import io.nuzantara.execution.Execution;
import io.nuzantara.execution.Item;
import io.nuzantara.execution.ItemContext;
import io.nuzantara.execution.ItemFailed;
import io.nuzantara.execution.ItemHandler;
import io.nuzantara.execution.ItemSource;
import io.nuzantara.execution.Outcome;
import io.nuzantara.llm.Caller;
import io.nuzantara.llm.JsonSchema;
import io.nuzantara.llm.LanguageModel;
import io.nuzantara.llm.Prompt;
import io.nuzantara.llm.Purpose;
import io.nuzantara.llm.Question;
import io.nuzantara.llm.Reply;
import io.nuzantara.llm.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.node.JsonNodeFactory;

/** An agent whose items are conversations that a model reads; each is another question, so that no answer is an old one. */
final class AskingAgent implements Agent {

    static final String ID = "asking_agent";
    static final int CONVERSATIONS = 1_000;

    private static final JsonSchema SCHEMA =
            JsonSchema.of("reading", Shape.fields().with("topic", Shape.text(100)));
    private static final Prompt PROMPT =
            new Prompt("bench/read.v1", "bench/read.v1@0", "Name the topic of the conversation.");

    private final ObjectProvider<LanguageModel> models;

    private AskingAgent(ObjectProvider<LanguageModel> models) {
        this.models = models;
    }

    /** Contributes the agent to an application. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Contribution {
        @Bean
        AskingAgent askingAgent(ObjectProvider<LanguageModel> models) {
            return new AskingAgent(models);
        }
    }

    @Override
    public AgentDescriptor descriptor() {
        return new AgentDescriptor(
                ID,
                "Asking",
                "Lets a model read conversations.",
                "",
                5,
                Duration.ofMinutes(1),
                Duration.ofMinutes(30),
                Duration.ofHours(1),
                false,
                List.of(),
                List.of(),
                false);
    }

    @Override
    public Outcome run(Execution execution) {
        var ended = execution.items(
                "conversation",
                new ItemSource.Query(
                        "SELECT number::text AS item_key, NULL::jsonb AS input FROM generate_series(1, :most) AS number",
                        Map.of("most", CONVERSATIONS)));
        return new Outcome.Completed("Read.", Map.of("done", ended.done(), "failed", ended.failed()));
    }

    @Override
    public Map<String, ItemHandler<?>> itemHandlers() {
        return Map.of("conversation", new Reading());
    }

    private final class Reading implements ItemHandler<String> {

        @Override
        public String work(Item item, ItemContext context) {
            var input = JsonNodeFactory.instance
                    .objectNode()
                    .put("conversation", "number %s of %s".formatted(item.key(), item.execution()));
            var question = new Question(
                    Purpose.EXTRACTION,
                    PROMPT,
                    input,
                    SCHEMA,
                    new Caller(ID, item.execution()),
                    64,
                    Duration.ofSeconds(30));
            return switch (models.getObject().ask(question)) {
                case Reply.Answered answered -> answered.content().toString();
                case Reply.Refused refused -> throw ItemFailed.forGood("refused", refused.sentence());
            };
        }

        @Override
        public void save(Item item, String result) {
            // what was read is not kept: the model's pace is measured
        }
    }
}

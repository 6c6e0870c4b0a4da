package io.nuzantara.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineFeaturesTests {

    private final BaselineFeatures features = new BaselineFeatures();

    @Test
    void theCheckRow() {
        var dialogue = dialogue(
                List.of(
                        "Hello! How can I help you?",
                        "The price is $20. Is that ok?",
                        "I'm sorry, we can't do that on Monday.",
                        "Your table is booked, please confirm. Goodbye!"),
                List.of("I need a table", "no, not that", "ok", "thanks"));

        var values = features.measure(dialogue);

        assertThat(values)
                .containsExactly(
                        new double[] {
                            4,
                            7,
                            .5,
                            .25,
                            .25,
                            0,
                            .25,
                            .25,
                            .25,
                            0,
                            .5,
                            .25,
                            .25,
                            .5,
                            0,
                            1,
                            .8928571428571429,
                            2.25,
                            .25,
                            .25
                        },
                        within(1e-15));
        assertThat(features.features()).hasSameSizeAs(values);
    }

    @Test
    void aWordInsideAnotherAlphabetsWordIsNotFound() {
        var values = features.measure(dialogue(List.of("éno"), List.of()));

        assertThat(values[6]).isZero();
    }

    private static Dialogue dialogue(List<String> assistant, List<String> user) {
        var messages = new ArrayList<Dialogue.Message>();
        assistant.forEach(text -> messages.add(new Dialogue.Message(Dialogue.Role.ASSISTANT, text, Instant.EPOCH)));
        user.forEach(text -> messages.add(new Dialogue.Message(Dialogue.Role.USER, text, Instant.EPOCH)));
        return new Dialogue(messages, "en", false, null, null);
    }
}

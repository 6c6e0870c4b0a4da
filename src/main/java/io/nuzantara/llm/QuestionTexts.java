package io.nuzantara.llm;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Everything of a question that somebody else than us may have written: as it is, not as JSON escapes it. */
final class QuestionTexts {

    private QuestionTexts() {}

    /** Texts and names of fields of the input, and what the answer may be chosen from; no numbers. */
    static List<String> of(Question question) {
        return Stream.concat(texts(question.input()), options(question.schema().root()))
                .toList();
    }

    private static Stream<String> texts(JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .flatMap(field -> Stream.concat(Stream.of(field.getKey()), texts(field.getValue())));
        }
        if (node.isArray()) {
            return node.valueStream().flatMap(QuestionTexts::texts);
        }
        return node.isNumber() || node.isBoolean() ? Stream.empty() : Stream.of(node.asString(""));
    }

    private static Stream<String> options(Shape shape) {
        return switch (shape) {
            case Shape.Choice(var options) -> options.stream();
            case Shape.Maybe(var value) -> options(value);
            case Shape.Elements(var _, var of) -> options(of);
            case Shape.Fields(var fields) -> fields.values().stream().flatMap(QuestionTexts::options);
            case Shape.Text _, Shape.Whole _, Shape.Decimal _, Shape.Flag _ -> Stream.empty();
        };
    }
}

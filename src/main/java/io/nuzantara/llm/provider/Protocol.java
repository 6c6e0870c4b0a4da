package io.nuzantara.llm.provider;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What all providers have in common once the library speaks their protocol. */
final class Protocol {

    private static final Pattern MODEL = Pattern.compile("[\\w.:/@-]{1,200}");

    private Protocol() {}

    private static ChatRequest request(ChatCall call, DefaultChatRequestParameters.Builder<?> parameters) {
        var messages = Stream.concat(
                Stream.of(SystemMessage.from(call.system())),
                call.turns().stream().map(Protocol::message));
        return ChatRequest.builder()
                .messages(messages.toList())
                .parameters(parameters
                        .modelName(call.model())
                        .temperature(call.temperature())
                        .responseFormat(JsonSchema.builder()
                                .name(call.schemaName())
                                .rootElement(JsonRawSchema.from(call.schema()))
                                .build())
                        .build())
                .build();
    }

    private static ChatMessage message(ChatCall.Turn turn) {
        return switch (turn) {
            case ChatCall.Turn.Asked(var text) -> UserMessage.from(text);
            case ChatCall.Turn.Said(var text) -> AiMessage.from(text);
        };
    }

    /**
     * Makes the call within its time; what the library cannot read is garbage, whatever it throws.
     *
     * @param parameters what only this provider knows
     */
    static Called<String> call(
            Supplier<ChatModel> model,
            ChatCall call,
            DefaultChatRequestParameters.Builder<?> parameters,
            Function<ChatResponse, Called.@Nullable Billed> billed) {
        var built = model.get();
        return BoundedHttp.within(
                call.timeout(), () -> guarded(() -> answered(built.chat(request(call, parameters)), billed)));
    }

    static <T> Called<T> guarded(Supplier<Called<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            return failed(e);
        }
    }

    /** The library wraps a fault when the thread was interrupted meanwhile. */
    private static <T> Called<T> failed(RuntimeException thrown) {
        for (Throwable fault = thrown; fault != null; fault = fault.getCause()) {
            if (fault instanceof CallFailed known) {
                return known.result();
            }
        }
        return unreadable(thrown);
    }

    private static Called<String> answered(
            ChatResponse response, Function<ChatResponse, Called.@Nullable Billed> billed) {
        var text = response.aiMessage().text();
        if (text == null || text.isBlank()) {
            return new Called.Failed<>(Fault.GARBAGE, "The answer of the model is empty.", null);
        }
        var model = servedBy(response.modelName());
        var cut = response.finishReason() == FinishReason.LENGTH;
        return new Called.Answered<>(cut ? "" : text, model, finish(response.finishReason()), billed.apply(response));
    }

    private static String finish(@Nullable FinishReason reason) {
        return reason == null ? "" : reason.name().toLowerCase(Locale.ROOT);
    }

    /** Foreign text that goes into tables and figures: what does not look like a name is none. */
    private static String servedBy(@Nullable String model) {
        return model != null && MODEL.matcher(model).matches() ? model : "";
    }

    /** The message of the library repeats the answer: only its kind is kept. */
    private static <T> Called<T> unreadable(RuntimeException thrown) {
        return new Called.Failed<>(
                Fault.GARBAGE,
                "The answer of the provider is not one of a model (%s)."
                        .formatted(thrown.getClass().getSimpleName()),
                null);
    }
}

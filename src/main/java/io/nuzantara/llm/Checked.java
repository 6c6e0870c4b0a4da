package io.nuzantara.llm;

import io.nuzantara.llm.provider.StrictJson;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** An answer after the check against its schema. */
sealed interface Checked {

    /** It fits. */
    record Fit(JsonNode content, Spent spent) implements Checked {}

    /**
     * It does not.
     *
     * @param answer what was said; empty when nothing can be read
     * @param repairable whether asking again may help
     */
    record Unfit(String answer, List<String> misfits, Spent spent, boolean repairable) implements Checked {
        public Unfit {
            misfits = List.copyOf(misfits);
        }
    }

    /** There is none. */
    record None(Reply.Refused refused) implements Checked {}

    /** What the calls for it took. */
    record Spent(Tokens tokens, BigDecimal cost) {}

    static Checked of(Question question, CallResult<String> result) {
        return switch (result) {
            case CallResult.Said<String>(var text, var _, var tokens, var cost) ->
                read(question, text, new Spent(tokens, cost));
            case CallResult.Garbled<String>(var sentence, var cost) ->
                new Unfit("", List.of(sentence.replaceAll("\\.$", "")), new Spent(Tokens.NONE, cost), true);
            case CallResult.Failed<String> failed -> new None(failed.reply());
        };
    }

    /** An answer that was cut off would be cut off again at the same place. */
    private static Checked read(Question question, String text, Spent spent) {
        if (text.isEmpty()) {
            return new Unfit(
                    "", List.of("the answer was cut off at %d tokens".formatted(question.maxTokens())), spent, false);
        }
        return StrictJson.read(text)
                .<Checked>map(content -> {
                    var misfits = Misfits.of(content, question.schema());
                    return misfits.isEmpty() ? new Fit(content, spent) : new Unfit(text, misfits, spent, true);
                })
                .orElseGet(() -> new Unfit(text, List.of("the answer is not one JSON object"), spent, true));
    }

    /** The same with what an earlier call has spent. */
    default Checked plus(Spent earlier) {
        return switch (this) {
            case Fit(var content, var spent) -> new Fit(content, sum(spent, earlier));
            case Unfit(var answer, var misfits, var spent, var repairable) ->
                new Unfit(answer, misfits, sum(spent, earlier), repairable);
            case None none -> none;
        };
    }

    private static Spent sum(Spent one, Spent other) {
        return new Spent(one.tokens().plus(other.tokens()), one.cost().add(other.cost()));
    }
}

package io.nuzantara.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.llm.LanguageModel;
import io.nuzantara.llm.ModelName;
import io.nuzantara.llm.Purpose;
import io.nuzantara.llm.Question;
import io.nuzantara.llm.Reply;
import io.nuzantara.llm.SpendingView;
import io.nuzantara.telemetry.Metric;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelBudgetTests {

    @Test
    void whatIsReservedIsNotLeft() {
        var budget = new ModelBudget(new SayingModel("{}"), () -> day("5", "1.2", "0.3", 0.3));

        assertThat(budget.left()).isEqualTo(Metric.known(3.5));
        assertThat(budget.share()).isEqualTo(Metric.known(0.3));
    }

    @Test
    void nothingIsLeftOfABudgetThatWasLowered() {
        assertThat(new ModelBudget(new SayingModel("{}"), () -> day("1", "1.2", "0", 1.2)).left())
                .isEqualTo(Metric.known(0));
    }

    @Test
    void withoutAModelThereIsNothingToSpend() {
        var budget = new ModelBudget(new NoModel(), () -> day("5", "0", "0", 0));

        assertThat(budget.left()).isEqualTo(Metric.unknown("not applicable: no language model is configured"));
        assertThat(budget.share()).isInstanceOf(Metric.Unknown.class);
    }

    private static final class NoModel implements LanguageModel {
        @Override
        public Optional<ModelName> model(Purpose purpose) {
            return Optional.empty();
        }

        @Override
        public Reply ask(Question question) {
            throw new AssertionError("nobody may be asked");
        }
    }

    private static SpendingView.Today day(String cap, String spent, String reserved, double share) {
        return new SpendingView.Today(
                LocalDate.parse("2026-11-25"),
                new BigDecimal(cap),
                new BigDecimal(spent),
                new BigDecimal(reserved),
                share,
                new BigDecimal("0.8"));
    }
}

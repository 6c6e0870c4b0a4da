package io.nuzantara.orchestrator;

import io.nuzantara.llm.LanguageModel;
import io.nuzantara.llm.Purpose;
import io.nuzantara.llm.SpendingView;
import io.nuzantara.telemetry.Metric;
import java.math.BigDecimal;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The day's budget as it is counted for every call of a model; not applicable where no purpose has a model. */
final class ModelBudget implements DayBudget {

    private final LanguageModel models;
    private final Supplier<SpendingView.Today> today;

    ModelBudget(LanguageModel models, Supplier<SpendingView.Today> today) {
        this.models = models;
        this.today = today;
    }

    @Override
    public Metric left() {
        return isSpent() ? Metric.known(left(today.get()).doubleValue()) : notApplicable();
    }

    private static BigDecimal left(SpendingView.Today day) {
        return day.cap().subtract(day.spent()).subtract(day.reserved()).max(BigDecimal.ZERO);
    }

    @Override
    public Metric share() {
        return isSpent() ? Metric.known(today.get().share()) : notApplicable();
    }

    private boolean isSpent() {
        return Stream.of(Purpose.values())
                .anyMatch(purpose -> models.model(purpose).isPresent());
    }

    private static Metric notApplicable() {
        return Metric.unknown("not applicable: no language model is configured");
    }
}

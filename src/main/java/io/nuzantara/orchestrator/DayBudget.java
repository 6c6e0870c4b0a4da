package io.nuzantara.orchestrator;

import io.nuzantara.telemetry.Metric;

/** What may still be spent on language models today. */
interface DayBudget {

    String LEFT = "budget.left_usd";
    String SHARE = "budget.share";

    /** USD that are neither spent nor reserved; unknown where no model is configured. */
    Metric left();

    /** The part of the limit that is spent or reserved, 0 to 1; unknown where no model is configured. */
    Metric share();
}

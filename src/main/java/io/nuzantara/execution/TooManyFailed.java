package io.nuzantara.execution;

/** So many items failed that the execution's result would be worth nothing. */
class TooManyFailed extends Error {
    TooManyFailed(ItemSummary summary) {
        super("%,d of %,d items failed.".formatted(summary.failed(), summary.total()), null, false, false);
    }
}

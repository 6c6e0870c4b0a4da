package io.nuzantara.demo;

/**
 * What makes conversations of the sample business liked or disliked: in which share of the conversations of a class the
 * assistant behaves this way. Everything else about a conversation is drawn without looking at its rating, so the
 * difference of the two shares is the effect planted. For a feature that is 0 or 1 per conversation it is Cliff's delta
 * itself; for a share of messages it comes close.
 */
enum Driver {
    NEXT_STEP("next_step", 0.80, 0.32),
    PRICE("price_share", 0.80, 0.38),
    TIMELINE("timeline_share", 0.80, 0.38),
    APOLOGY("apology_share", 0.18, 0.60),
    REFUSAL("negative_share", 0.20, 0.64);

    private final String feature;
    private final double high;
    private final double low;

    Driver(String feature, double high, double low) {
        this.feature = feature;
        this.high = high;
        this.low = low;
    }

    /** The conversation feature that shows the effect, by the name the Conversation Trainer gives it. */
    String feature() {
        return feature;
    }

    double share(Verdict verdict) {
        return switch (verdict) {
            case HIGH -> high;
            case LOW -> low;
            case MIDDLE, NONE -> (high + low) / 2;
        };
    }
}

package io.nuzantara.demo;

/**
 * Kinds of clients by what they do with the business; each kind lands in its own segment and risk of the legacy score.
 * Shares are percent of all clients; days count back from now.
 */
@SuppressWarnings("ImmutableEnumChecker") // Range is a record of two numbers
enum Portfolio {
    /** Best possible history, then silence: VIP and high risk. */
    QUIET_VIP(1, r(22, 30), r(0, 0), r(34, 55), 1.0, r(7, 9), r(3, 5), r(500, 1100)),
    /** Very good history, then silence: high value and high risk. */
    QUIET_LOYAL(3, r(22, 34), r(0, 0), r(34, 58), 0.9, r(7, 8), r(3, 5), r(500, 1100)),
    /** Very active until two weeks ago: VIP, low risk, first sign of silence. */
    COOLING(2, r(26, 40), r(10, 13), r(16, 26), 0.85, r(6, 8), r(5, 6), r(400, 1100)),
    CHAMPION(6, r(26, 44), r(9, 14), r(0, 6), 0.75, r(6, 8), r(5, 7), r(400, 1100)),
    REGULAR(20, r(13, 21), r(4, 8), r(1, 10), 0.5, r(3, 5), r(4, 5), r(250, 1000)),
    OCCASIONAL(34, r(6, 12), r(1, 4), r(3, 26), 0.3, r(2, 4), r(3, 3), r(180, 900)),
    NEWCOMER(12, r(2, 5), r(2, 5), r(0, 4), 0.4, r(0, 1), r(1, 2), r(8, 26)),
    /** Gone without a word: low value, medium risk. */
    LAPSED(14, r(3, 8), r(0, 0), r(75, 280), 0.0, r(1, 3), r(1, 2), r(340, 1000)),
    ONE_OFF(8, r(1, 2), r(0, 0), r(90, 280), 0.1, r(1, 1), r(1, 1), r(300, 700));

    final int percent;
    final Range interactions;
    final Range recent;
    final Range lastContactDays;
    final double sentiment;
    final Range practices;
    final Range conversations;
    final Range tenureDays;

    Portfolio(
            int percent,
            Range interactions,
            Range recent,
            Range lastContactDays,
            double sentiment,
            Range practices,
            Range conversations,
            Range tenureDays) {
        this.percent = percent;
        this.interactions = interactions;
        this.recent = recent;
        this.lastContactDays = lastContactDays;
        this.sentiment = sentiment;
        this.practices = practices;
        this.conversations = conversations;
        this.tenureDays = tenureDays;
    }

    private static Range r(int min, int max) {
        return new Range(min, max);
    }

    /** Good clients whom nobody has heard of for more than a month: who is about to leave. */
    boolean isQuiet() {
        return this == QUIET_VIP || this == QUIET_LOYAL;
    }
}

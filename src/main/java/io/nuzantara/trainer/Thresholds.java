package io.nuzantara.trainer;

/**
 * Which scores count as good and bad.
 *
 * @param highFrom lowest score of a good conversation
 * @param lowBelow scores under this are bad
 */
record Thresholds(double highFrom, double lowBelow) {

    Rated rated(double score) {
        return score >= highFrom ? Rated.HIGH : score < lowBelow ? Rated.LOW : Rated.MIDDLE;
    }

    /** Class of a score. */
    enum Rated {
        HIGH,
        MIDDLE,
        LOW
    }
}

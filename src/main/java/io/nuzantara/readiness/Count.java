package io.nuzantara.readiness;

/** Events of a time and how many of them were bad. */
record Count(long all, long bad) {

    /** How many times faster than allowed the error budget is used; 1 = just as fast as it may be. */
    double burn(Objective objective) {
        return all == 0 ? 0 : (double) bad / all / objective.budget();
    }
}

package io.nuzantara.trainer;

import java.util.List;

/** Features declared before anybody looked at the ratings; only they decide. A changed definition is a new set. */
interface FeatureSet {

    List<Feature> features();

    /** The values in the order of {@link #features()}; NaN where a feature is undefined for the conversation. */
    double[] measure(Dialogue dialogue);
}

package io.nuzantara.llm;

/** What a model is asked for; the configuration names one model for each. */
public enum Purpose {
    /** Choosing among what code found possible: the order of a cycle. */
    DECISION,
    /** Reading facts out of text. */
    EXTRACTION,
    /** Drafting text for people. */
    WRITING,
    /** Comparing or grading texts. */
    JUDGING
}

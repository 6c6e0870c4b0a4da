package io.nuzantara.llm;

/**
 * One HTTP call that is about to be made; a retry is a call of its own.
 *
 * @param model the model that is asked
 * @param purpose what for
 * @param caller who pays
 * @param inputBytes UTF-8 bytes of the whole request body, an upper bound of its tokens
 * @param maxTokens longest answer, in tokens
 */
record PlannedCall(ModelName model, Purpose purpose, Caller caller, long inputBytes, int maxTokens) {

    /** Most tokens that the call can take. */
    long tokens() {
        return inputBytes + maxTokens;
    }
}

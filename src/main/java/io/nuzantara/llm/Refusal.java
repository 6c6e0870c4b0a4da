package io.nuzantara.llm;

/** Why a question has no answer. */
public enum Refusal {
    /** No model is configured: rules decide. */
    NO_MODEL,
    /** The kill switch is on. */
    STOPPED,
    /** The money of this day is spent or reserved. */
    DAY_BUDGET,
    /** The money of this execution is spent or reserved. */
    EXECUTION_BUDGET,
    /** The model has no known price, or its provider does not know it. */
    UNKNOWN_MODEL,
    /** Too many calls or tokens at once: ours or the provider's limit. */
    RATE_LIMITED,
    /** The provider answers with server errors, or its circuit breaker is open. */
    OVERLOADED,
    /** No connection: refused, unknown host, TLS, redirect, reset. */
    UNREACHABLE,
    /** No complete answer within the deadline. */
    TIMEOUT,
    /** The provider refuses the key; nothing is sent until the configuration changes. */
    NOT_AUTHORISED,
    /** The provider refuses the request itself. */
    REFUSED_INPUT,
    /** Request or answer are larger than allowed. */
    TOO_LARGE,
    /** The answer does not fit the schema, the repair neither; it is in quarantine. */
    UNFIT_ANSWER,
    /** The input holds something that must not leave. */
    NOT_REDACTED,
    /** The asking thread was interrupted. */
    INTERRUPTED
}

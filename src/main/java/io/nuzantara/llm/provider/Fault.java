package io.nuzantara.llm.provider;

/**
 * What can happen to a call. Whether it may be repeated and whether it may have been billed follows from that alone.
 */
public enum Fault {
    /** No connection: refused, unknown host, no route, connect timeout. */
    NOT_CONNECTED(true, false, true),
    /** The certificate is not trusted, expired, or of another host. */
    TLS(true, false, true),
    /** The connection broke after the request had left. */
    BROKEN(true, true, true),
    /** No whole answer in time. */
    TIMEOUT(false, true, true),
    /** 429. */
    RATE_LIMITED(true, false, false),
    /** 402, or 429 because the account is empty: repeating does not help. */
    OUT_OF_CREDIT(false, false, false),
    /** 500, 503, 529. */
    SERVER_ERROR(true, false, true),
    /** 502, 504: a gateway lost what may have been done. */
    GATEWAY_ERROR(true, true, true),
    /** 401, or 403 because the key may not do that at all. */
    NOT_AUTHORISED(false, false, false),
    /** Any other 403: a firewall, a country, a moderation. */
    FORBIDDEN(false, false, false),
    /** The request cannot be put together: the key holds what no header may hold. */
    UNSENDABLE(false, false, false),
    /** 404. */
    UNKNOWN_MODEL(false, false, false),
    /** 400, 413, 422 and the other refusals of a request. */
    REFUSED_INPUT(false, false, false),
    /** A redirect, which is never followed. */
    REDIRECT(false, false, true),
    /** The answer is longer than we read. */
    TOO_LARGE(false, true, false),
    /** A 200 that is not the answer of a model: other text, cut off, not UTF-8, compressed, doubled keys, too deep. */
    GARBAGE(false, true, false),
    /** The waiting thread was interrupted. */
    INTERRUPTED(false, true, false);

    private final boolean repeatable;
    private final boolean maybeBilled;
    private final boolean outage;

    Fault(boolean repeatable, boolean maybeBilled, boolean outage) {
        this.repeatable = repeatable;
        this.maybeBilled = maybeBilled;
        this.outage = outage;
    }

    /** Whether the same call may succeed a moment later. */
    public boolean isRepeatable() {
        return repeatable;
    }

    /** Whether the provider may count the call although we have no answer. */
    public boolean isMaybeBilled() {
        return maybeBilled;
    }

    /** Whether it says that the provider cannot be reached or does not work; what a circuit breaker counts. */
    public boolean isOutage() {
        return outage;
    }
}

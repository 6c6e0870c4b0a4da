package io.nuzantara.alert;

/** Whether Slack takes what we would post. */
public sealed interface SlackAccess {

    /** No address is set: alerts go to the log. */
    record NotConfigured() implements SlackAccess {}

    record Granted() implements SlackAccess {}

    /** Slack answers and takes nothing at this address. */
    record Refused(String reason) implements SlackAccess {}

    /** Slack gives no usable answer. */
    record Unreachable(String reason) implements SlackAccess {}

    /** The address is none. */
    record Misconfigured(String sentence) implements SlackAccess {}
}

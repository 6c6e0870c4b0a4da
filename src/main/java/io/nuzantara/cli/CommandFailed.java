package io.nuzantara.cli;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A command did not do what was asked: how the process ends, and the problem as the API would tell it. */
class CommandFailed extends RuntimeException {

    /** The asked-for thing failed. */
    static final int FAILED = 1;
    /** The command line or a parameter is wrong. */
    static final int USAGE = 2;
    /** Unreachable, not authorised, or not startable. */
    static final int NOT_READY = 3;

    private final int exitCode;
    private final String code;
    private final transient @Nullable JsonNode problem;

    CommandFailed(int exitCode, String code, String sentence) {
        this(exitCode, code, sentence, null);
    }

    /**
     * A failure with what the service said, or with the document that the command would have printed.
     *
     * @param sentence what happened and the next command to type
     * @param problem members that the problem shows beside its own; null = none
     */
    CommandFailed(int exitCode, String code, String sentence, @Nullable JsonNode problem) {
        super(sentence);
        this.exitCode = exitCode;
        this.code = code;
        this.problem = problem;
    }

    /** A refusal that says itself what to do; with {@code -v} it is seen what lay behind. */
    static CommandFailed because(String code, RuntimeException refusal) {
        var failed = new CommandFailed(FAILED, code, String.valueOf(refusal.getMessage()));
        failed.initCause(refusal);
        return failed;
    }

    int exitCode() {
        return exitCode;
    }

    String code() {
        return code;
    }

    @Nullable
    JsonNode problem() {
        return problem;
    }

    String sentence() {
        var message = getMessage();
        return message == null ? code : message;
    }
}

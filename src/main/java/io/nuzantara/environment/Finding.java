package io.nuzantara.environment;

/**
 * Something about a variable that a person should know.
 *
 * @param variable its name as it is set
 * @param sentence what is the matter; never the value
 * @param fix what to do about it, the rest of the sentence {@code ...: fix}; empty = nothing
 */
public record Finding(Severity severity, String variable, String sentence, String fix) {

    /** How much it matters. */
    public enum Severity {
        /** Works, and is worth knowing. */
        INFO,
        /** Probably not what was meant. */
        WARN,
        /** The service does not start, or cannot do its work. */
        FAIL
    }

    /** The sentence and what to do in one. */
    public String inOneSentence() {
        return fix.isEmpty() ? sentence : sentence.replaceFirst("\\.$", "") + ": " + fix + ".";
    }
}

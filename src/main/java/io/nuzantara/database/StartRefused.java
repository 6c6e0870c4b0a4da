package io.nuzantara.database;

/** The service cannot start; the message is one sentence that says what is wrong and what to do. */
public class StartRefused extends RuntimeException {
    public StartRefused(String sentence) {
        super(sentence);
    }

    public StartRefused(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** What is wrong and what to do. */
    public String sentence() {
        var message = getMessage();
        return message == null ? "" : message;
    }
}

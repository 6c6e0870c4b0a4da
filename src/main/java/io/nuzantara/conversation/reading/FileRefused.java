package io.nuzantara.conversation.reading;

/** A whole file cannot be read; others of the same import go on. The message says why and what to do. */
public final class FileRefused extends RuntimeException {

    private final String code;

    public FileRefused(String code, String sentence) {
        super(sentence, null, false, false);
        this.code = code;
    }

    /** Why, as a word: {@code header_duplicate}, {@code encoding_unsupported} and the like. */
    public String code() {
        return code;
    }
}

package io.nuzantara.database.backup;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** A backup or a restore was not done; the message is one sentence that says why and what to do. */
public class BackupRefused extends RuntimeException {

    BackupRefused(String sentence) {
        super(sentence);
    }

    BackupRefused(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** What went wrong with a file, as a part of a sentence: some of Java's exceptions name nothing but its path. */
    static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "this user may not read or write " + denied.getFile();
            case NoSuchFileException gone -> gone.getFile() + " is not there";
            default -> failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        };
    }
}

package io.nuzantara.database.backup;

/** A backup or a restore was not done; the message is one sentence that says why and what to do. */
public class BackupRefused extends RuntimeException {
    BackupRefused(String sentence) {
        super(sentence);
    }

    BackupRefused(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}

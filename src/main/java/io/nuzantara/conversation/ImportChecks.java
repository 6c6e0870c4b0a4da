package io.nuzantara.conversation;

import io.nuzantara.security.Problem;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Refuses options and file names that make no import. */
@Component
class ImportChecks {

    private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,49}");
    private static final Pattern FILE = Pattern.compile("[^/\\\\\\p{Cntrl}]{1,200}");
    private static final int MOST_FILES = 1_000;

    private final ImportTypes types;
    private final ConversationSettings settings;
    private final Clock clock;

    ImportChecks(ImportTypes types, ConversationSettings settings, Clock clock) {
        this.types = types;
        this.settings = settings;
        this.clock = clock;
    }

    void options(ImportOptions options) {
        require(SOURCE.matcher(options.source()).matches(), "source", "1 to 50 of a-z, 0-9, - and _");
        require(
                options.timezone().isEmpty() || isZone(options.timezone()),
                "timezone",
                "an IANA name such as Asia/Makassar");
        require(
                options.country().isEmpty() || PhoneNumbers.knows(options.country()),
                "country",
                "an ISO 3166-1 code of two capital letters such as ID");
        require(
                options.type().isEmpty() || types.named(options.type()).isPresent(),
                "type",
                "one of " + String.join(", ", types.names()));
        require(
                isShift(options.shift()),
                "shift",
                "none, now, or an instant such as 2026-11-20T09:00:00Z that is not ahead of now");
    }

    private static boolean isZone(String name) {
        return ZoneId.getAvailableZoneIds().contains(name);
    }

    private boolean isShift(String shift) {
        if (shift.equals(ImportOptions.NO_SHIFT) || shift.equals(ImportOptions.SHIFT_TO_NOW)) {
            return true;
        }
        try {
            var target = Instant.parse(shift);
            return target.isAfter(Instant.EPOCH)
                    && target.isBefore(clock.instant().plus(Duration.ofDays(1)));
        } catch (DateTimeException e) {
            return false;
        }
    }

    void names(List<String> files) {
        require(!files.isEmpty() && files.size() <= MOST_FILES, "files", "1 to 1,000 file names");
        require(new HashSet<>(files).size() == files.size(), "files", "different names");
        files.forEach(file ->
                require(FILE.matcher(file).matches() && !file.startsWith("."), "files", "plain names, without a path"));
    }

    private static void require(boolean right, String name, String expected) {
        if (!right) {
            var detail = "%s must be %s.".formatted(name, expected);
            throw new Problem(
                    HttpStatus.BAD_REQUEST,
                    "parameter-invalid",
                    "Invalid parameter",
                    detail,
                    List.of(new Problem.Invalid(name, detail)));
        }
    }

    Problem tooLarge() {
        return new Problem(
                HttpStatus.CONTENT_TOO_LARGE,
                "upload-too-large",
                "The file is too large",
                "A file of an import has at most %d MB: split it, or raise nuzantara.conversation.upload-limit."
                        .formatted(settings.uploadLimit().toMegabytes()));
    }
}

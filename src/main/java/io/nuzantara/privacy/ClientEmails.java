package io.nuzantara.privacy;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** E-mail addresses of the client table, whatever stands around them: brackets, stars, the name of a field. */
final class ClientEmails {

    /** All signs that RFC 5322 allows before the at, and a domain. */
    private static final Pattern AROUND =
            Pattern.compile("[\\p{L}\\p{N}.!#$%&'*+/=?^_`{|}~\\-]{1,64}+@[\\p{L}\\p{N}.\\-]{1,255}+");

    private static final int ESCAPE = 3;

    private ClientEmails() {}

    static void find(String text, Set<String> emails, Findings findings) {
        var around = AROUND.matcher(text);
        while (around.find()) {
            find(around.group().toLowerCase(Locale.ROOT), around.start(), emails, findings);
        }
    }

    private static void find(String around, int offset, Set<String> emails, Findings findings) {
        var at = around.indexOf('@');
        for (var start = 0; start < at; start++) {
            if (isBegin(around, start)) {
                findFrom(around, start, offset, emails, findings);
            }
        }
    }

    /** The longest that begins here: a sentence may go on behind the address without a space. */
    private static void findFrom(String around, int start, int offset, Set<String> emails, Findings findings) {
        for (var end = around.length(); around.charAt(end - 1) != '@'; end--) {
            if (isEnd(around, end) && emails.contains(around.substring(start, end))) {
                findings.add(offset + start, offset + end, Kind.EMAIL);
                return;
            }
        }
    }

    /** Where a word begins, or a sign that belongs to the address; also behind a sign written as in a URL. */
    private static boolean isBegin(String around, int start) {
        return start == 0
                || !Character.isLetterOrDigit(around.charAt(start))
                || !Character.isLetterOrDigit(around.charAt(start - 1))
                || (start >= ESCAPE && around.charAt(start - ESCAPE) == '%');
    }

    private static boolean isEnd(String around, int end) {
        return end == around.length()
                || !Character.isLetterOrDigit(around.charAt(end))
                || !Character.isLetterOrDigit(around.charAt(end - 1));
    }
}

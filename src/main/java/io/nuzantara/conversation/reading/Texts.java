package io.nuzantara.conversation.reading;

/** What text PostgreSQL can hold. */
public final class Texts {

    private Texts() {}

    /** Neither U+0000 nor half a surrogate pair. */
    public static boolean isStorable(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (Character.isHighSurrogate(c)) {
                if (++i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            } else if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}

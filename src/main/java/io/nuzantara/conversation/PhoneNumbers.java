package io.nuzantara.conversation;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Optional;

/** Telephone numbers as E.164. */
final class PhoneNumbers {

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final String CHANNEL = "whatsapp:";
    private static final int LONGEST = 50;

    private PhoneNumbers() {}

    /** The number in E.164 when it is a valid one, read as dialled in {@code country}. */
    static Optional<String> e164(String text, String country) {
        var number =
                text.regionMatches(true, 0, CHANNEL, 0, CHANNEL.length()) ? text.substring(CHANNEL.length()) : text;
        if (number.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var parsed = PHONES.parse(number, country);
            return PHONES.isValidNumber(parsed)
                    ? Optional.of(PHONES.format(parsed, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /** Whether numbers can be read as dialled in this country. */
    static boolean knows(String country) {
        return PHONES.getSupportedRegions().contains(country);
    }
}

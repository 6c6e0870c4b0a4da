package io.nuzantara.privacy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Runs of digits, however they are written: telephone, identity, tax and card numbers. A run is cut into its groups, and
 * the longest row of groups that is a number of some sort is taken.
 */
final class NumberRuns {

    private static final Pattern RUN =
            Pattern.compile("\\+?\\s?\\(?\\d(?:[\\s().\\-/_\\u2013\\u2014\\u00b7\\u2022]{0,4}\\d){6,}+");
    private static final Pattern GROUP = Pattern.compile("\\d+");
    private static final Pattern MONEY_BEFORE = Pattern.compile(
            "(?:rp|idr|usd|eur|euro|aud|sgd|gbp|[$\\u20ac\\u00a3])\\.?\\s{0,2}$", Pattern.CASE_INSENSITIVE);
    private static final Pattern MONEY_BEHIND = Pattern.compile(
            "^\\s{0,2}(?:rupiah|juta|jt|ribu|rb|milyar|miliar|million|euro|eur|idr|usd|dollars?|,-)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern THOUSANDS = Pattern.compile("[1-9]\\d{0,2}(?:[.,\\s]\\d{3}){1,5}(?:,\\d{2})?");
    private static final Pattern DATE = Pattern.compile(
            "(?:(?:19|20)\\d{2}[\\s\\-/.]\\d{1,2}[\\s\\-/.]\\d{1,2}|\\d{1,2}[\\s\\-/.]\\d{1,2}[\\s\\-/.](?:19|20)\\d{2})(?:[\\s]\\d{1,4})?");
    private static final Pattern PHONE_CUE = Pattern.compile(
            "(?:phone|tel(?:p|epon|efono)?|cell(?:ulare|phone)?|mobile|hp|handphone|wa|whatsapp|call|sms|text me|nomor|nomer|no|numero|number|hubungi|contact|kontak|chiam\\p{L}*|scriv\\p{L}*|fax)\\b[^\\d]{0,25}$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TAX_CUE = Pattern.compile("(?:npwp|pajak|tax)[^\\d]{0,30}$", Pattern.CASE_INSENSITIVE);
    private static final Pattern IDENTITY_CUE =
            Pattern.compile("(?:nik|ktp|identit\\p{L}*)[^\\d]{0,30}$", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAX =
            Pattern.compile("\\d{2}[.\\s]\\d{3}[.\\s]\\d{3}[.\\s]\\d[\\-.\\s]{1,3}\\d{3}[.\\s]\\d{3}");
    private static final List<String> REGIONS = List.of("ID", "IT", "AU", "GB");
    private static final int LOOK_BACK = 45;
    private static final int MOST_GROUPS = 20;

    private NumberRuns() {}

    /** A row of digits with its surroundings. */
    private record Candidate(String written, String digits, boolean plus, String before, String behind) {}

    static void find(String text, Findings findings) {
        var runs = RUN.matcher(text);
        while (runs.find()) {
            find(text, runs.start(), runs.end(), findings);
        }
    }

    private static void find(String text, int start, int end, Findings findings) {
        var groups = groups(text, start, end);
        for (var first = 0; first < groups.size(); first++) {
            first = Math.max(first, lastOf(text, start, groups, first, findings));
        }
    }

    private static List<int[]> groups(String text, int start, int end) {
        var groups = new ArrayList<int[]>();
        var matcher = GROUP.matcher(text).region(start, end);
        while (matcher.find()) {
            groups.add(new int[] {matcher.start(), matcher.end()});
        }
        return groups;
    }

    /** The last group of the longest number that begins with this group; -1 when none does. */
    private static int lastOf(String text, int runStart, List<int[]> groups, int first, Findings findings) {
        for (var last = Math.min(groups.size(), first + MOST_GROUPS) - 1; last >= first; last--) {
            var from = begin(text, runStart, groups.get(first)[0]);
            var to = groups.get(last)[1];
            var kind = kind(
                    candidate(text, groups.get(first)[0], to, from < groups.get(first)[0] && text.charAt(from) == '+'));
            if (kind.isPresent() && findings.isFree(from, to)) {
                findings.add(from, to, kind.get());
                return last;
            }
        }
        return -1;
    }

    /** With the plus and the bracket before it. */
    private static int begin(String text, int runStart, int digit) {
        var begin = digit;
        while (begin > runStart && "+( ".indexOf(text.charAt(begin - 1)) >= 0) {
            begin--;
        }
        while (begin < digit && text.charAt(begin) == ' ') {
            begin++;
        }
        return begin;
    }

    private static Candidate candidate(String text, int start, int end, boolean plus) {
        var written = text.substring(start, end);
        return new Candidate(
                written,
                written.replaceAll("\\D", ""),
                plus,
                text.substring(Math.max(0, start - LOOK_BACK), start),
                text.substring(end, Math.min(text.length(), end + 15)));
    }

    private static Optional<Kind> kind(Candidate number) {
        if (number.digits().length() < 7 || number.digits().length() > 20 || isDate(number)) {
            return Optional.empty();
        }
        return identity(number)
                .or(() -> isMoney(number) ? Optional.empty() : telephone(number).or(() -> other(number)));
    }

    private static boolean isDate(Candidate number) {
        return DATE.matcher(number.written()).matches();
    }

    private static boolean isMoney(Candidate number) {
        return !number.plus()
                && (MONEY_BEFORE.matcher(number.before()).find()
                        || MONEY_BEHIND.matcher(number.behind()).find()
                        || (THOUSANDS.matcher(number.written()).matches()
                                && !PHONE_CUE.matcher(number.before()).find()));
    }

    private static Optional<Kind> identity(Candidate number) {
        var digits = number.digits();
        if ((digits.length() == 15 || digits.length() == 16)
                && TAX_CUE.matcher(number.before()).find()) {
            return Optional.of(Kind.NPWP);
        }
        if (digits.length() == 16
                && (Checksums.isNik(digits)
                        || IDENTITY_CUE.matcher(number.before()).find())) {
            return Optional.of(Kind.NIK);
        }
        if (TAX.matcher(number.written()).matches() || (digits.length() == 16 && digits.startsWith("0"))) {
            return Optional.of(Kind.NPWP);
        }
        if (digits.length() >= 13
                && digits.length() <= 19
                && digits.charAt(0) >= '2'
                && digits.charAt(0) <= '6'
                && Checksums.isLuhn(digits)) {
            return Optional.of(Kind.CARD);
        }
        return digits.length() == 15
                        && Checksums.isLuhn(digits.substring(0, 9))
                        && number.written().length() <= 23
                ? Optional.of(Kind.NPWP)
                : Optional.empty();
    }

    private static Optional<Kind> telephone(Candidate number) {
        var digits = number.digits();
        if (digits.length() > 15) {
            return Optional.empty();
        }
        var international = number.plus() || digits.startsWith("00");
        if (international) {
            return isPossible("+" + digits.replaceFirst("^00", ""), "ID") ? Optional.of(Kind.PHONE) : Optional.empty();
        }
        var cued = PHONE_CUE.matcher(number.before()).find();
        var national = digits.startsWith("0") && digits.length() >= 9 && digits.length() <= 13;
        var abroad = (digits.startsWith("62") || digits.startsWith("39"))
                && digits.length() >= 10
                && isValid("+" + digits, "ID");
        var mobile = (digits.startsWith("8") && digits.length() >= 9 && isValid(digits, "ID"))
                || (digits.startsWith("3") && digits.length() == 10 && isValid(digits, "IT"));
        var called = cued
                && !number.before().endsWith("-")
                && digits.length() >= 7
                && REGIONS.stream().anyMatch(region -> isPossible(digits, region));
        return national || abroad || mobile || called ? Optional.of(Kind.PHONE) : Optional.empty();
    }

    /** Twelve digits and more in few groups belong to somebody. */
    private static Optional<Kind> other(Candidate number) {
        var gaps = number.written().length() - number.digits().length();
        return number.digits().length() >= 12 && gaps <= 4 ? Optional.of(Kind.NUMBER) : Optional.empty();
    }

    private static boolean isValid(String number, String region) {
        try {
            var phones = PhoneNumberUtil.getInstance();
            return phones.isValidNumber(phones.parse(number, region));
        } catch (NumberParseException _) {
            return false;
        }
    }

    private static boolean isPossible(String number, String region) {
        try {
            var phones = PhoneNumberUtil.getInstance();
            return phones.isPossibleNumber(phones.parse(number, region));
        } catch (NumberParseException _) {
            return false;
        }
    }
}

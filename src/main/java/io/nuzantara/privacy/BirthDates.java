package io.nuzantara.privacy;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Days on which people were born: full dates behind a word that says so, and full dates that nothing else is as old as. */
final class BirthDates {

    private static final String MONTH =
            "(?:jan(?:uary|uari)?|feb(?:ruary|ruari|braio)?|mar(?:ch|et|zo)?|apr(?:il|ile)?|may|mei|maggio|mag|jun(?:e|i)?|giugno|giu|jul(?:y|i)?|luglio|lug|"
                    + "aug(?:ust)?|agu(?:stus)?|agt|ago(?:sto)?|sep(?:t(?:ember)?)?|set(?:tembre)?|oct(?:ober)?|okt(?:ober)?|ott(?:obre)?|nov(?:ember|embre)?|dec(?:ember)?|des(?:ember)?|dic(?:embre)?|gen(?:naio)?)\\.?";
    private static final String GAP = "\\s{0,2}[-/.,\\s]\\s{0,2}";
    private static final String DAY = "(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th|\\u00ba)?";
    private static final String YEAR = "(?<%s>(?:19|20)\\d{2})";
    private static final Pattern DATE = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:" + DAY + "(?:\\s{1,2}(?:of|di))?" + GAP + "(?:" + MONTH + "|0?[1-9]|1[0-2])" + GAP
                    + YEAR.formatted("a") + "|"
                    + YEAR.formatted("b") + GAP + "(?:0?[1-9]|1[0-2])" + GAP + DAY + "|"
                    + MONTH + "\\s{1,2}" + DAY + GAP + YEAR.formatted("c") + "|"
                    + "(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])" + YEAR.formatted("d") + "|"
                    + DAY + GAP + "(?:" + MONTH + "|0?[1-9]|1[0-2])" + GAP + "'?(?<short>\\d{2}))(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CUE = Pattern.compile(
            "born|birth|d\\.?\\s?o\\.?\\s?b|lahir|kelahiran|ttl|nato|nata|nascit|compleanno|ulang tahun",
            Pattern.CASE_INSENSITIVE);
    private static final int REACH = 45;

    /** Younger clients than this sign nothing. */
    private static final int YOUNGEST = 2008;

    private BirthDates() {}

    static void find(String text, Findings findings) {
        var dates = DATE.matcher(text);
        while (dates.find()) {
            if (isOld(dates) || isCued(text, dates.start())) {
                findings.add(dates.start(), dates.end(), Kind.BIRTH_DATE);
            }
        }
    }

    private static boolean isOld(MatchResult date) {
        for (var group : new String[] {"a", "b", "c"}) {
            var year = date.group(group);
            if (year != null) {
                return Integer.parseInt(year) <= YOUNGEST;
            }
        }
        return false;
    }

    private static boolean isCued(String text, int start) {
        return CUE.matcher(text.substring(Math.max(0, start - REACH), start)).find();
    }
}

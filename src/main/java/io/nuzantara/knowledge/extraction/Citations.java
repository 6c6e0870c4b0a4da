package io.nuzantara.knowledge.extraction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Citations of laws in English, Indonesian and Italian: {@code kind [issuer] [number word] number separator year}. The id is
 * {@code law:<kind>:<number>:<year>[:<issuer>]}, the same for every way of writing. All repetitions are bounded, so the time
 * is linear in the length of the message.
 */
final class Citations {

    private static final int FIRST_YEAR = 1945;

    private static final String NUMBER_WORD = "(?:(?:Nomor|No|Number|Num|Nr|numero|n)\\b\\s{0,2}\\.?\\s{0,2})";
    private static final String NUMBER = "(?<number>[0-9lIOo]{1,4})(?![\\p{L}\\p{N}])";
    private static final String YEAR = "(?<year>[12][0-9lIOo]{3})(?![\\p{L}\\p{N}])";
    private static final String SEPARATOR =
            "(?:\\s{0,3}(?:Tahun|Th\\.?|of\\sthe\\syear|of|Year|dell['\u2019]anno|del)\\s{1,3}"
                    + "|(?:/[A-Z][A-Z0-9.]{0,15}){0,3}+\\s?/\\s?)";
    private static final Pattern TAIL = Pattern.compile(
            "(?:\\s{1,3}(?:RI|Republik\\sIndonesia|of\\sthe\\sRepublic\\sof\\sIndonesia)\\b)?"
                    + "(?:[\\s,-]{1,3}(?<issuer>\\p{L}[\\p{L}&,.]{0,25}(?:\\s\\p{L}[\\p{L}&,.]{0,25}){0,9}?))??"
                    + "[\\s-]{0,3}" + NUMBER_WORD + "?+" + NUMBER + SEPARATOR + YEAR,
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern DIRECTOR_DECREE = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:Kepdirjen|Keputusan\\sDirektur\\sJenderal)(?:\\s\\p{Lu}\\p{L}{2,20}){0,2}\\s{1,2}"
                    + NUMBER_WORD
                    + "?+(?<literal>[A-Z]{2,6}-[0-9]{1,6}(?:\\.[A-Z0-9]{1,6}){0,6})(?:\\s(?:Tahun|of)\\s(?<year>[12][0-9]{3}))?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ARTICLE = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:Pasal|Article|articolo|Art)\\.?\\s{0,2}(?<article>[0-9lIOo]{1,3}[A-Z]?)(?![\\p{L}\\p{N}])"
                    + "(?:\\s{0,2}(?:(?:ayat|paragraph|par\\.?|comma)\\s{0,2}\\(?(?<verse>\\d{1,3})(?!\\d)\\)?|\\((?<bare>\\d{1,3})\\)))?"
                    + "(?:\\s{0,2}(?:huruf|letter|point|lett\\.?)\\s{0,2}\\(?(?<letter>[a-z])(?!\\p{L})\\)?)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LINK = Pattern.compile(
            "[\\s,]{0,3}(?:(?:of\\sthe|of|dari|dalam|della|del|dell['\u2019])\\s?)?", Pattern.CASE_INSENSITIVE);

    /** An article and the law it is part of, as the evidence of that. */
    record Part(Mention article, Mention law) {}

    private record Cited(List<Mention> laws, List<Part> parts) {}

    private final int lastYear;

    /** @param lastYear the newest year a law may have */
    Citations(int lastYear) {
        this.lastYear = lastYear;
    }

    /** Adds the laws and articles of a text to {@code found} and returns which article is part of which law. */
    List<Part> find(String text, Claims claims, List<Mention> found) {
        var cited = new Cited(laws(text, claims), new ArrayList<>());
        found.addAll(cited.laws());
        var articles = ARTICLE.matcher(text);
        while (articles.find()) {
            var law = lawOf(text, articles, cited.laws());
            if (law != null && claims.take(articles.start(), articles.end())) {
                var part = new Part(article(text, articles, law), law);
                found.add(part.article());
                cited.parts().add(part);
            }
        }
        return cited.parts();
    }

    private List<Mention> laws(String text, Claims claims) {
        var laws = new ArrayList<Mention>();
        var kinds = LawKind.HEAD.matcher(text);
        var tail = TAIL.matcher(text);
        while (kinds.find()) {
            tail.region(kinds.end(), Math.min(text.length(), kinds.end() + 260));
            var law = tail.lookingAt() ? law(text, kinds, tail) : null;
            if (law != null && claims.take(law.start(), law.end())) {
                laws.add(law);
            }
        }
        directorDecrees(text, claims, laws);
        laws.sort(java.util.Comparator.comparingInt(Mention::start));
        return laws;
    }

    private @Nullable Mention law(String text, Matcher kinds, Matcher tail) {
        var year = Integer.parseInt(repaired(tail.group("year")));
        var number = stripZeros(repaired(tail.group("number")));
        var written = text.substring(kinds.start(), kinds.end());
        var issuer = tail.group("issuer");
        var kind = LawKind.of(kinds, written, issuer);
        if (kind == null || number.isEmpty() || year < FIRST_YEAR || year > lastYear) {
            return null;
        }
        var department = kind.department() == null ? middle(text, tail) : kind.department();
        var id = "law:%s:%s:%d%s".formatted(kind.code(), number, year, department.isEmpty() ? "" : ":" + department);
        return Mention.canonical(EntityType.LAW, text, kinds.start(), tail.end(), id);
    }

    /** The office inside a number such as {@code PER-03/PJ/2024}. */
    private static String middle(String text, Matcher tail) {
        var between = text.substring(tail.end("number"), tail.start("year"));
        var slash = between.indexOf('/');
        var end = between.indexOf('/', slash + 1);
        return slash < 0 || end < 0
                ? ""
                : Folding.key(between.substring(slash + 1, end)).replace(' ', '_');
    }

    private void directorDecrees(String text, Claims claims, List<Mention> laws) {
        var decrees = DIRECTOR_DECREE.matcher(text);
        while (decrees.find()) {
            if (claims.take(decrees.start(), decrees.end())) {
                var year = decrees.group("year");
                var id = "law:kepdirjen:" + decrees.group("literal").toLowerCase(Locale.ROOT)
                        + (year == null ? "" : ":" + year);
                laws.add(Mention.canonical(EntityType.LAW, text, decrees.start(), decrees.end(), id));
            }
        }
    }

    /** The law cited right behind the article, else the nearest one before it. */
    private static @Nullable Mention lawOf(String text, Matcher article, List<Mention> laws) {
        var link = LINK.matcher(text).region(article.end(), text.length());
        var behind = link.lookingAt() ? link.end() : article.end();
        Mention nearest = null;
        for (var law : laws) {
            if (law.start() == behind) {
                return law;
            }
            if (law.end() <= article.start()) {
                nearest = law;
            }
        }
        return nearest;
    }

    private static Mention article(String text, Matcher article, Mention law) {
        var verse = article.group("verse") == null ? article.group("bare") : article.group("verse");
        var letter = article.group("letter");
        var id = "article:" + law.canonicalId() + ":"
                + repairedArticle(article.group("article"))
                + (verse == null ? "" : "(" + stripZeros(verse) + ")")
                + (letter == null ? "" : "(" + letter.toLowerCase(Locale.ROOT) + ")");
        return Mention.canonical(EntityType.ARTICLE, text, article.start(), article.end(), id)
                .named(text.substring(article.start(), article.end()) + " " + law.display());
    }

    /** Scans write letters for digits. */
    private static String repaired(String digits) {
        return digits.replace('l', '1').replace('I', '1').replace('O', '0').replace('o', '0');
    }

    private static String repairedArticle(String article) {
        var last = article.length() - 1;
        var suffixed = last > 0 && Character.isLetter(article.charAt(last)) && "lIoO".indexOf(article.charAt(last)) < 0;
        return stripZeros(repaired(suffixed ? article.substring(0, last) : article))
                + (suffixed ? article.substring(last).toUpperCase(Locale.ROOT) : "");
    }

    private static String stripZeros(String number) {
        var i = 0;
        while (i < number.length() && number.charAt(i) == '0') {
            i++;
        }
        return number.substring(i);
    }
}

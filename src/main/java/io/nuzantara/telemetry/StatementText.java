package io.nuzantara.telemetry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A statement's text, fit for keeping: without comments and without any literal. PostgreSQL replaces constants by {@code $n}
 * itself, but not in utility statements ({@code CREATE ROLE ... PASSWORD}), of which only the first word stays, and not
 * after an eviction between parsing and execution.
 *
 * @param fingerprint the same for texts that differ in constants, comments, white space or case only
 * @param module the module of ours that marked the statement
 * @param reason why it cannot be explained: {@code utility}, {@code not_explainable}, {@code truncated}; null = it can
 */
record StatementText(
        String text,
        String fingerprint,
        @Nullable String module,
        @Nullable String reason) {

    private static final int LIMIT = 10_000;
    private static final Set<String> EXPLAINABLE =
            Set.of("select", "insert", "update", "delete", "merge", "with", "values", "table");
    private static final Pattern MODULE = Pattern.compile("/\\* nuzantara:([a-z]{1,20}) \\*/");
    private static final Pattern TOKEN = Pattern.compile("""
            (?<comment>--[^\\n]*|/\\*(?:[^*]|\\*(?!/))*+(?:\\*/|$))\
            |(?<literal>(?:[eE]'(?:[^'\\\\]|''|\\\\.)*+(?:'|$))|(?:(?:[bBxXnN]|[uU]&)?'(?:[^']|'')*+(?:'|$)))\
            |(?<dollar>\\$(?<tag>[A-Za-z_\\u0080-\\uffff][\\w\\u0080-\\uffff]*)?\\$)\
            |(?<quoted>(?:[uU]&)?"(?:[^"]|"")*+(?:"|$))\
            |(?<word>[A-Za-z_\\u0080-\\uffff][\\w$\\u0080-\\uffff]*)\
            |(?<parameter>\\$[0-9]+)\
            |(?<number>(?:[0-9][0-9_]*\\.?[0-9_]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?[\\w]*)\
            |(?<space>\\s+)""", Pattern.DOTALL);
    private static final Pattern LIST = Pattern.compile("\\?(?: ?, ?\\?)+");

    static StatementText of(String raw) {
        var module = MODULE.matcher(raw);
        var marked = module.find() ? module.group(1) : null;
        var scan = scan(raw);
        var first = firstWord(scan.text());
        if (!EXPLAINABLE.contains(first)) {
            var text = first.isEmpty() ? "(other)" : first.toUpperCase(Locale.ROOT) + " ...";
            return new StatementText(text, fingerprint(text), marked, "utility");
        }
        var fingerprint = fingerprint(scan.text());
        if (scan.text().length() > LIMIT) {
            return new StatementText(scan.text().substring(0, LIMIT), fingerprint, marked, "truncated");
        }
        return new StatementText(scan.text(), fingerprint, marked, scan.literals() ? "not_explainable" : null);
    }

    private record Scan(String text, boolean literals) {}

    private static Scan scan(String raw) {
        var text = new StringBuilder(raw.length());
        var literals = false;
        var at = 0;
        var token = TOKEN.matcher(raw);
        while (at < raw.length()) {
            token.region(at, raw.length());
            if (!token.lookingAt()) {
                text.append(raw.charAt(at++));
                continue;
            }
            at = token.end();
            if (token.group("comment") != null || token.group("space") != null) {
                space(text);
            } else if (token.group("dollar") != null) {
                at = endOfDollarQuote(raw, token.group(), at);
                text.append('?');
                literals = true;
            } else if (token.group("literal") != null || token.group("number") != null) {
                text.append('?');
                literals = true;
            } else {
                text.append(token.group());
            }
        }
        return new Scan(text.toString().strip(), literals);
    }

    private static int endOfDollarQuote(String raw, String tag, int from) {
        var end = raw.indexOf(tag, from);
        return end < 0 ? raw.length() : end + tag.length();
    }

    private static void space(StringBuilder text) {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
            text.append(' ');
        }
    }

    private static String firstWord(String text) {
        var start = 0;
        while (start < text.length() && (text.charAt(start) == '(' || text.charAt(start) == ' ')) {
            start++;
        }
        var end = start;
        while (end < text.length() && Character.isLetter(text.charAt(end)) && end - start < 20) {
            end++;
        }
        return text.substring(start, end).toLowerCase(Locale.ROOT);
    }

    private static String fingerprint(String text) {
        var constants = text.toLowerCase(Locale.ROOT).replaceAll("\\$[0-9]+", "?");
        var shape = LIST.matcher(constants).replaceAll("?");
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(shape.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

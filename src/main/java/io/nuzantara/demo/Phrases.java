package io.nuzantara.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sentences of one language by purpose and topic. A file has banks ({@code [ask.price]}) of one sentence a line;
 * {@code question => answer | answer} is an exchange; {@code {price}} is filled in, {@code {Price}} with a capital.
 */
record Phrases(Map<String, List<String>> banks) {

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    /** A question and one of its answers. */
    record Exchange(String question, String answer) {}

    static Phrases of(Language language) {
        var banks = new HashMap<String, List<String>>();
        List<String> bank = new ArrayList<>();
        for (var line :
                Resources.text("phrases-" + language.tag() + ".txt").lines().toList()) {
            if (line.startsWith("[")) {
                bank = new ArrayList<>();
                banks.put(line.substring(1, line.length() - 1), bank);
            } else if (!line.isBlank()) {
                bank.add(line.replace("\\n", "\n"));
            }
        }
        return new Phrases(Map.copyOf(banks));
    }

    List<String> bank(String name) {
        var bank = banks.get(name);
        if (bank == null || bank.isEmpty()) {
            throw new IllegalStateException("no sentences for " + name);
        }
        return bank;
    }

    /** A sentence that was not used before, as long as there is one. */
    String pick(String name, RandomGenerator random, Set<String> used) {
        var fresh = bank(name).stream().filter(line -> !used.contains(line)).toList();
        var line = Draw.one(fresh.isEmpty() ? bank(name) : fresh, random);
        used.add(line);
        return line;
    }

    Exchange exchange(String name, RandomGenerator random, Set<String> used) {
        var sides = pick(name, random, used).split(" => ", 2);
        return new Exchange(sides[0], Draw.one(List.of(sides[1].split(" \\| ")), random));
    }

    /** The sentence with its places filled in. */
    static String filled(String sentence, Map<String, String> values) {
        return PLACE.matcher(sentence).replaceAll(place -> Matcher.quoteReplacement(value(place, values)));
    }

    private static String value(MatchResult place, Map<String, String> values) {
        var name = place.group(1);
        var value = values.get(name.toLowerCase(Locale.ROOT));
        if (value == null) {
            throw new IllegalStateException("nothing to fill in for " + name);
        }
        return Character.isUpperCase(name.charAt(0)) ? capitalized(value) : value;
    }

    static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}

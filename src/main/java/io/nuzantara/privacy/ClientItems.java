package io.nuzantara.privacy;

import io.nuzantara.privacy.Words.Word;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names, addresses and numbers of the client table, made to be found in any text. */
final class ClientItems {

    private static final int SHORTEST_PART = 3;
    private static final int SHORTEST_JOINED = 6;
    private static final int SHORTEST_NUMBER = 8;
    private static final int LONGEST_NUMBER = 15;
    private static final Pattern DIGITS = Pattern.compile("\\d(?:[\\s().\\-/+_]{0,3}\\d){7,}+");

    private final Map<String, List<List<String>>> namesByFirstWord = new HashMap<>();
    private final Set<String> parts = new HashSet<>();
    private final Set<String> joined = new HashSet<>();
    private final Set<String> emails = new HashSet<>();
    private final Set<String> numbers = new HashSet<>();

    ClientItems(Collection<Client> clients) {
        clients.forEach(this::add);
    }

    /** What the table says about a client. */
    record Client(
            String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String whatsapp) {}

    private void add(Client client) {
        addName(Words.folded(client.name()));
        if (client.email() != null && !client.email().isBlank()) {
            emails.add(client.email().strip().toLowerCase(Locale.ROOT));
        }
        addNumber(client.phone());
        addNumber(client.whatsapp());
    }

    private void addName(List<String> words) {
        if (words.isEmpty() || !isTelling(words)) {
            return;
        }
        namesByFirstWord
                .computeIfAbsent(words.getFirst(), _ -> new ArrayList<>())
                .add(words);
        words.stream().filter(word -> word.length() >= SHORTEST_PART).forEach(parts::add);
        var together = String.join("", words);
        if (together.length() >= SHORTEST_JOINED) {
            joined.add(together);
        }
    }

    /** A single ordinary or very short word is no name by which anything could be found. */
    private static boolean isTelling(List<String> words) {
        return words.size() > 1 || (words.getFirst().length() >= SHORTEST_PART && !Words.isOrdinary(words.getFirst()));
    }

    private void addNumber(@Nullable String number) {
        var digits = number == null ? "" : number.replaceAll("\\D", "");
        if (digits.length() >= SHORTEST_NUMBER) {
            numbers.add(digits);
            national(digits).forEach(numbers::add);
        }
    }

    /** As dialled at home, with and without the zero. */
    private static List<String> national(String digits) {
        for (var country :
                List.of("62", "39", "61", "44", "49", "33", "31", "34", "65", "60", "91", "81", "86", "7", "1")) {
            if (digits.startsWith(country) && digits.length() - country.length() >= SHORTEST_NUMBER) {
                return List.of(digits.substring(country.length()));
            }
        }
        return List.of();
    }

    /** Everything that stands in the table as it stands there, folded: full names, e-mail addresses, numbers. */
    void findWhole(String text, Findings findings) {
        ClientEmails.find(text, emails, findings);
        findNumbers(text, findings);
        findNames(Words.of(text), findings);
    }

    private void findNumbers(String text, Findings findings) {
        var runs = DIGITS.matcher(text);
        while (runs.find()) {
            var count = (int) runs.group().chars().filter(Character::isDigit).count();
            findNumbers(text, runs.start(), runs.group(), count, findings);
        }
    }

    private void findNumbers(String text, int offset, String run, int count, Findings findings) {
        var digits = new StringBuilder();
        var places = new int[count];
        for (var at = 0; at < run.length(); at++) {
            if (Character.isDigit(run.charAt(at))) {
                places[digits.length()] = offset + at;
                digits.append(run.charAt(at));
            }
        }
        for (var from = 0; from + SHORTEST_NUMBER <= count; from++) {
            for (var to = Math.min(count, from + LONGEST_NUMBER); to >= from + SHORTEST_NUMBER; to--) {
                if (numbers.contains(digits.substring(from, to))) {
                    findings.add(withPlus(text, places[from]), places[to - 1] + 1, Kind.PHONE);
                }
            }
        }
    }

    private static int withPlus(String text, int start) {
        return start > 0 && text.charAt(start - 1) == '+' ? start - 1 : start;
    }

    private void findNames(List<Word> words, Findings findings) {
        for (var at = 0; at < words.size(); at++) {
            var length = longestName(words, at);
            if (length > 0) {
                findings.add(words.get(at).start(), words.get(at + length - 1).end(), Kind.NAME);
                at += length - 1;
            } else if (joined.contains(words.get(at).folded())) {
                findings.add(words.get(at).start(), words.get(at).end(), Kind.NAME);
            }
        }
    }

    private int longestName(List<Word> words, int at) {
        return namesByFirstWord.getOrDefault(words.get(at).folded(), List.of()).stream()
                .filter(name -> isAt(name, words, at))
                .mapToInt(List::size)
                .max()
                .orElse(0);
    }

    private static boolean isAt(List<String> name, List<Word> words, int at) {
        if (at + name.size() > words.size()) {
            return false;
        }
        for (var word = 0; word < name.size(); word++) {
            if (!words.get(at + word).folded().equals(name.get(word))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a word is a part of a client's name, whatever else it means. */
    boolean isPart(String folded) {
        return parts.contains(folded);
    }
}

package io.nuzantara.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.privacy.Planted.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.json.JsonMapper;

/** How much of what is planted is found, and how much else is taken for it; printed by kind and language. */
class RedactorRecallTests {

    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final double STRUCTURED = 0.99;
    private static final double NAMES = 0.95;
    private static final double FALSE_ALARMS = 0.02;
    private static final int EACH = 40;
    private static final Path REAL = Path.of("../shared/data/real/conversations.jsonl");

    private final long seed = Long.getLong("nuzantara.seed", System.nanoTime());
    private final Planted planted = new Planted(seed);
    private final ClientItems clients = new ClientItems(planted.clients());

    @Test
    void whatIsPlantedIsFoundAndLittleElse() {
        var items = planted.items(EACH);
        var missed = new EnumMap<Kind, List<Item>>(Kind.class);
        items.stream()
                .filter(item -> !isCovered(item))
                .forEach(item -> missed.computeIfAbsent(item.kind(), _ -> new ArrayList<>())
                        .add(item));

        print(items, missed);

        assertThat(items).hasSizeGreaterThanOrEqualTo(600);
        assertThat(recall(missed.getOrDefault(Kind.NAME, List.of()).size(), 3 * EACH))
                .isGreaterThanOrEqualTo(NAMES);
        var structured = missed.entrySet().stream()
                .filter(entry -> entry.getKey() != Kind.NAME)
                .mapToInt(entry -> entry.getValue().size())
                .sum();
        assertThat(recall(structured, 11 * 3 * EACH))
                .as(() -> "missed: " + missed)
                .isGreaterThanOrEqualTo(STRUCTURED);
        assertThat(falseAlarms(items)).isLessThanOrEqualTo(FALSE_ALARMS);
    }

    /** Movies, dogs and holidays: strangers who chat, none of them in our table. */
    @Test
    @EnabledIf("hasRealConversations")
    void realConversationsLoseNextToNothing() throws IOException {
        var taken = 0L;
        var tokens = 0L;
        try (var lines = Files.lines(REAL)) {
            for (var line : lines.limit(1000).toList()) {
                for (var message : JsonMapper.shared().readTree(line).path("messages")) {
                    var text = message.path("content").asString("");
                    var covered = covered(text);
                    for (var token : TOKEN.matcher(text).results().toList()) {
                        tokens++;
                        taken += covered[token.start()] ? 1 : 0;
                    }
                }
            }
        }
        System.out.printf(Locale.ROOT, "real conversations: %d of %d tokens taken%n", taken, tokens);

        assertThat(tokens).isGreaterThan(50_000);
        assertThat((double) taken / tokens).isLessThanOrEqualTo(FALSE_ALARMS / 10);
    }

    static boolean hasRealConversations() {
        return Files.exists(REAL);
    }

    private boolean isCovered(Item item) {
        var covered = covered(item.text());
        return TOKEN.matcher(item.text())
                .results()
                .filter(token -> token.start() >= item.start() && token.end() <= item.end())
                .allMatch(token -> covered[token.start()] && covered[token.end() - 1]);
    }

    private boolean[] covered(String text) {
        var covered = new boolean[text.length()];
        for (var finding : Finders.all(text, clients)) {
            java.util.Arrays.fill(covered, finding.start(), finding.end(), true);
        }
        return covered;
    }

    /** Share of the tokens around the items, and of sentences without any, that are taken too. */
    private double falseAlarms(List<Item> items) {
        var taken = 0L;
        var all = 0L;
        for (var item : items) {
            var covered = covered(item.text());
            for (var token : TOKEN.matcher(item.text()).results().toList()) {
                if (token.end() <= item.start() || token.start() >= item.end()) {
                    all++;
                    taken += covered[token.start()] ? 1 : 0;
                }
            }
        }
        for (var sentences : PlantedSentences.CLEAN.entrySet()) {
            var wrong = 0L;
            var tokens = 0L;
            for (var sentence : sentences.getValue()) {
                var covered = covered(sentence);
                for (var token : TOKEN.matcher(sentence).results().toList()) {
                    tokens++;
                    if (covered[token.start()]) {
                        wrong++;
                        System.out.println(
                                "  false alarm in " + sentences.getKey() + ": " + token.group() + " in " + sentence);
                    }
                }
            }
            System.out.printf(Locale.ROOT, "clean %s: %d of %d tokens taken%n", sentences.getKey(), wrong, tokens);
            taken += wrong;
            all += tokens;
        }
        System.out.printf(Locale.ROOT, "false alarms %d of %d tokens = %.4f%n", taken, all, (double) taken / all);
        return (double) taken / all;
    }

    private void print(List<Item> items, Map<Kind, List<Item>> missed) {
        System.out.printf(Locale.ROOT, "redaction seed %d, %d items%n", seed, items.size());
        for (var kind : Kind.values()) {
            var lost = missed.getOrDefault(kind, List.of());
            var line = new StringBuilder("%-10s".formatted(kind));
            for (var language : Planted.LANGUAGES) {
                var all = items.stream()
                        .filter(item -> item.kind() == kind && item.language().equals(language))
                        .count();
                var gone = lost.stream()
                        .filter(item -> item.language().equals(language))
                        .count();
                line.append("  %s %d/%d".formatted(language, all - gone, all));
            }
            System.out.println(line);
            lost.stream()
                    .limit(6)
                    .forEach(item ->
                            System.out.println("  missed: " + item.text().replace('\n', '|')));
        }
    }

    private static double recall(int missed, int all) {
        return 1 - (double) missed / all;
    }
}

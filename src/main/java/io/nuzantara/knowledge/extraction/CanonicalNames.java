package io.nuzantara.knowledge.extraction;

import java.util.Locale;
import java.util.Map;

/** How an id by grammar is written for people. */
public final class CanonicalNames {

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("uu", "UU"),
            Map.entry("perppu", "Perppu"),
            Map.entry("pp", "PP"),
            Map.entry("perpres", "Perpres"),
            Map.entry("keppres", "Keppres"),
            Map.entry("inpres", "Inpres"),
            Map.entry("permen", "Permen"),
            Map.entry("perdirjen", "Perdirjen"),
            Map.entry("kepdirjen", "Kepdirjen"),
            Map.entry("se", "SE"),
            Map.entry("perda", "Perda"),
            Map.entry("pergub", "Pergub"),
            Map.entry("perbup", "Perbup"),
            Map.entry("perbkpm", "Peraturan BKPM"),
            Map.entry("pojk", "POJK"),
            Map.entry("pbi", "PBI"));

    private CanonicalNames() {}

    /** E.g. {@code law:permen:22:2023:kumham} as "Permen Kumham 22/2023" and {@code kbli:56101} as "KBLI 56101". */
    public static String of(String canonicalId) {
        var parts = canonicalId.split(":");
        return switch (parts[0]) {
            case "article" -> "Pasal %s %s".formatted(parts[parts.length - 1], law(parts, 2, parts.length - 1));
            case "law" -> law(parts, 1, parts.length);
            case "kbli" -> "KBLI " + parts[1];
            case "visa" -> "Visa " + parts[1].toUpperCase(Locale.ROOT);
            case "tax" -> "PPh " + parts[parts.length - 1];
            default -> canonicalId;
        };
    }

    private static String law(String[] parts, int from, int to) {
        var kind = KINDS.getOrDefault(parts[from], parts[from]);
        var year = to - from > 2 ? "/" + parts[from + 2] : "";
        var issuer = to - from > 3 ? " " + title(parts[from + 3]) : "";
        return "%s%s %s%s".formatted(kind, issuer, parts[from + 1].toUpperCase(Locale.ROOT), year);
    }

    private static String title(String issuer) {
        var words = issuer.replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}

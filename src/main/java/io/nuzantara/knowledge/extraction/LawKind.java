package io.nuzantara.knowledge.extraction;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The kind of a law and who issued it.
 *
 * @param code part of the id
 * @param department issuer in the id; empty = the kind has none; null = the number may name it ({@code PER-03/PJ/2024})
 */
record LawKind(String code, @Nullable String department) {

    /** Kinds by their words; the longest words stand first. */
    private static final Map<String, LawKind> WORDS = new LinkedHashMap<>();
    /** Who may stand behind the kind, and must where it is true. */
    private static final String NEEDS_ISSUER = "*";

    private static final Map<String, String> ISSUERS = Map.ofEntries(
            Map.entry("hukum dan ham", "kumham"),
            Map.entry("hukum dan hak asasi manusia", "kumham"),
            Map.entry("law and human rights", "kumham"),
            Map.entry("della giustizia e dei diritti umani", "kumham"),
            Map.entry("giustizia e diritti umani", "kumham"),
            Map.entry("kumham", "kumham"),
            Map.entry("keuangan", "keuangan"),
            Map.entry("finance", "keuangan"),
            Map.entry("delle finanze", "keuangan"),
            Map.entry("keu", "keuangan"),
            Map.entry("ketenagakerjaan", "naker"),
            Map.entry("manpower", "naker"),
            Map.entry("del lavoro", "naker"),
            Map.entry("naker", "naker"),
            Map.entry("aker", "naker"),
            Map.entry("perdagangan", "dag"),
            Map.entry("trade", "dag"),
            Map.entry("dalam negeri", "dagri"),
            Map.entry("home affairs", "dagri"),
            Map.entry("perindustrian", "perin"),
            Map.entry("industry", "perin"),
            Map.entry("kesehatan", "kes"),
            Map.entry("health", "kes"),
            Map.entry("perhubungan", "hub"),
            Map.entry("transportation", "hub"),
            Map.entry("pariwisata", "par"),
            Map.entry("tourism", "par"),
            Map.entry("agraria dan tata ruang", "atr"),
            Map.entry("atr/bpn", "atr"),
            Map.entry("investasi", "investasi"),
            Map.entry("investment", "investasi"));

    static {
        words(
                "perppu",
                "",
                "Peraturan Pemerintah Pengganti Undang-Undang",
                "Government Regulation in Lieu of Law",
                "Perppu",
                "Perpu");
        words("permen", "kumham", "Permenkumham", "MoLHR Regulation");
        words("permen", "keuangan", "Minister of Finance Regulation", "MoF Regulation", "Permenkeu", "PMK");
        words("permen", "naker", "Minister of Manpower Regulation", "Permenaker", "Permennaker");
        words("permen", "dagri", "Permendagri");
        words("permen", "dag", "Permendag");
        words("permen", "perin", "Permenperin");
        words("permen", "kes", "Permenkes");
        words("permen", "hub", "Permenhub");
        words("permen", "par", "Permenparekraf", "Permenpar");
        words(
                "permen",
                NEEDS_ISSUER,
                "Regulation of the Minister of",
                "Ministerial Regulation of",
                "Peraturan Menteri",
                "regolamento del ministro",
                "Permen");
        words("pp", "", "Government Regulation", "Peraturan Pemerintah", "regolamento governativo");
        words("perpres", "", "Presidential Regulation", "Peraturan Presiden", "Perpres", "regolamento presidenziale");
        words("keppres", "", "Presidential Decree", "Keputusan Presiden", "Keppres", "decreto presidenziale");
        words("inpres", "", "Presidential Instruction", "Instruksi Presiden", "Inpres");
        words("perda", NEEDS_ISSUER, "Regional Regulation of", "Peraturan Daerah", "Perda", "regolamento regionale");
        words("pergub", NEEDS_ISSUER, "Governor Regulation of", "Peraturan Gubernur", "Pergub");
        words("perbup", NEEDS_ISSUER, "Regent Regulation of", "Peraturan Bupati", "Perbup");
        words("perbkpm", "", "BKPM Regulation", "Peraturan BKPM", "Perka BKPM", "Perban BKPM");
        words("pojk", "", "Peraturan OJK", "OJK Regulation", "POJK");
        words("pbi", "", "Peraturan Bank Indonesia", "Bank Indonesia Regulation", "PBI");
        words("perdirjen", null, "Director General Regulation", "Peraturan Direktur Jenderal", "Perdirjen");
        words("se", null, "Circular Letter", "Surat Edaran", "Circular");
        words("uu", "", "Undang-Undang", "Undang Undang", "UU", "Law", "Act", "legge");
    }

    /** A kind at the start of a citation; short codes count in capitals only. */
    static final Pattern HEAD = Pattern.compile("(?<![\\p{L}\\p{N}])(?:(?i:"
            + WORDS.keySet().stream().map(LawKind::asPattern).collect(Collectors.joining("|"))
            + ")|PP|GR|PER|SE)(?![\\p{L}\\p{N}])");

    private static final Map<String, LawKind> CAPITALS = Map.of(
            "PP", new LawKind("pp", ""),
            "GR", new LawKind("pp", ""),
            "PER", new LawKind("perdirjen", null),
            "SE", new LawKind("se", null));
    private static final Map<String, LawKind> FOLDED = WORDS.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(
                    words -> Folding.key(words.getKey()), Map.Entry::getValue, (a, _) -> a));

    private static void words(String code, @Nullable String department, String... words) {
        for (var word : words) {
            WORDS.put(word, new LawKind(code, department));
        }
    }

    private static String asPattern(String words) {
        return words.replaceAll("[ -]", "[\\\\s-]{1,2}");
    }

    /** The kind a head names together with the words behind it; null when these words do not belong to a citation. */
    static @Nullable LawKind of(Matcher head, String written, @Nullable String issuer) {
        var capital = CAPITALS.get(written);
        var kind = capital == null ? FOLDED.get(Folding.key(head.group())) : capital;
        if (kind == null) {
            return null;
        }
        if (NEEDS_ISSUER.equals(kind.department())) {
            return new LawKind(kind.code(), issuer == null ? "" : department(issuer));
        }
        return issuer == null ? kind : withIssuer(kind, issuer);
    }

    private static @Nullable LawKind withIssuer(LawKind kind, String issuer) {
        return kind.department() == null ? new LawKind(kind.code(), department(issuer)) : null;
    }

    private static String department(String issuer) {
        var folded = Folding.key(issuer.replaceFirst("(?i)^(?:provinsi|kabupaten|kota)\\s", ""));
        var known = ISSUERS.get(folded);
        return known == null ? folded.replace(' ', '_') : known;
    }
}

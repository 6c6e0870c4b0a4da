package io.nuzantara.privacy;

import java.util.List;
import java.util.regex.Pattern;

/** Where somebody lives: by the words that streets begin or end with in three languages, and what follows them. */
final class Addresses {

    private static final String NAME = "[\\p{Lu}\\d][\\p{L}\\d'.\\-]*";
    private static final String NUMBER =
            "(?:[Nn](?:o|r|um|omor|\\u00b0|\\u00ba)?\\.?\\s{0,2})?\\d{1,4}\\s?[A-Za-z]?(?:[/\\-](?:\\d{1,4}[A-Za-z]?|[A-Za-z]))?(?![\\p{L}\\d])";
    private static final String BLOCK =
            "(?:Blok|Block|Kav\\.?|Unit|Apt\\.?|Apartment|Flat|Lt\\.?|Lantai|Int\\.?|Interno|Scala)\\s{0,2}[A-Z\\d][A-Za-z\\d.\\-/]{0,6}";
    private static final String DISTRICT =
            "(?:RT\\.?\\s{0,2}\\d{1,3}\\s{0,2}[/,]?\\s{0,2}RW\\.?\\s{0,2}\\d{1,3}|\\d{5}(?:\\s" + NAME + ")?|"
                    + "(?:Kec|Kel|Desa|Banjar|Br|Kab|Kota|Kelurahan|Kecamatan)\\.?\\s" + NAME + "(?:\\s" + NAME + ")?|"
                    + NAME + "(?:\\s" + NAME + "){0,2}(?:\\s\\d{4,5})?)";
    private static final String TAIL = "(?:[,;]?\\s{1,3}" + BLOCK + ")?(?:,\\s{0,3}" + DISTRICT + "){0,4}";

    private static final List<Pattern> PATTERNS = List.of(
            // Jl. Raya Ubud No. 12, RT 01/RW 02, Gianyar 80571
            Pattern.compile("(?<![\\p{L}\\p{N}])(?:[Jj][Ll][Nn]?\\.?|[Jj]alan|JALAN|[Gg]g\\.?|[Gg]ang|GANG)\\s{1,3}"
                    + NAME + "(?:\\s{1,3}(?!No|no|Blok)" + NAME + "){0,4}" + "(?:[,.]?\\s{1,3}" + NUMBER + ")?" + TAIL),
            // Perumahan Taman Sari Blok B2 No. 7
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}])(?:Perum(?:ahan)?|Komplek|Kompleks|Apartemen|Villa|Banjar|Br\\.)\\s{1,3}" + NAME
                            + "(?:\\s{1,3}" + NAME + "){0,3}" + "[,.]?\\s{1,3}(?:" + BLOCK + "[,.]?\\s{0,3})?(?:"
                            + NUMBER + ")" + TAIL),
            // Via Giuseppe Garibaldi 12, 20121 Milano
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}])(?:[Vv]ia|[Vv]iale|[Pp]iazza|[Pp]iazzale|[Cc]orso|[Vv]icolo|[Ll]argo|[Ss]trada|VIA|PIAZZA|CORSO|VIALE)\\s{1,3}(?:(?:del|della|dei|delle|di|dell'|degli|san|santa)\\s{0,2})?"
                            + NAME + "(?:\\s{1,3}(?:(?:del|della|dei|delle|di|e)\\s{1,2})?" + NAME
                            + "){0,4}?[,.]?\\s{1,3}" + NUMBER + TAIL),
            // 221B Baker Street, London NW1 6XE
            Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + BLOCK + ",?\\s{1,3})?\\d{1,5}[A-Za-z]?,?\\s{1,3}" + NAME
                    + "(?:\\s{1,3}" + NAME + "){0,3}?\\s{1,3}"
                    + "(?:Street|St\\.?|Road|Rd\\.?|Avenue|Ave\\.?|Lane|Ln\\.?|Drive|Dr\\.?|Boulevard|Blvd\\.?|Court|Close|Crescent|Terrace|Way|Parade|Place|STREET|ROAD|AVENUE)(?![\\p{L}])"
                    + TAIL
                    + "(?:,?\\s{1,3}[A-Z]{1,2}\\d[A-Z\\d]?\\s?\\d[A-Z]{2})?"));

    private Addresses() {}

    static void find(String text, Findings findings) {
        for (var pattern : PATTERNS) {
            var addresses = pattern.matcher(text);
            while (addresses.find()) {
                findings.add(addresses.start(), addresses.end(), Kind.ADDRESS);
            }
        }
    }
}

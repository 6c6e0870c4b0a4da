package io.nuzantara.demo;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Invents the clients. */
final class People {

    /** Real area codes; the numbers 555-0100 to 555-0199 are kept for fiction in each of them. */
    private static final List<String> AREA_CODES = List.of("206", "212", "303", "310", "415", "512", "617", "702");

    private static final List<String> COMPANY_FIRST =
            List.of("Lumbara", "Karsavana", "Tirtanala", "Nilakarsa", "Segarani", "Wanasuri", "Pradipala", "Jalamitra");
    private static final List<String> COMPANY_SECOND = List.of(
            "Senandika", "Lokavista", "Kriyaloka", "Tamanasri", "Dwipawana", "Ombakara", "Sariwana", "Langkahira");

    private final RandomGenerator random;
    private final List<NamedCsvRecord> origins = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> phones = new HashSet<>();

    People(RandomGenerator random) {
        this.random = random;
        for (var origin : Resources.csv("names.csv")) {
            for (int i = 0; i < Integer.parseInt(origin.getField("weight")); i++) {
                origins.add(origin);
            }
        }
    }

    List<SampleClient> invent(int count) {
        var clients = new ArrayList<SampleClient>();
        for (var portfolio : portfolios(count)) {
            clients.add(client(clients.size() + 1, portfolio));
        }
        return clients;
    }

    private List<Portfolio> portfolios(int count) {
        var portfolios = new ArrayList<Portfolio>();
        for (var portfolio : Portfolio.values()) {
            for (int i = 0; i < Math.max(1, count * portfolio.percent / 100); i++) {
                portfolios.add(portfolio);
            }
        }
        while (portfolios.size() < count) {
            portfolios.add(Portfolio.OCCASIONAL);
        }
        return Draw.shuffled(portfolios.subList(0, count), random);
    }

    private SampleClient client(int number, Portfolio portfolio) {
        var origin = Draw.one(origins, random);
        var given = given(origin);
        var name = unusedName(origin, given);
        return new SampleClient(
                "demo-%04d".formatted(number),
                name,
                given.split(" ", 2)[0],
                "%s.%d@example.com".formatted(folded(name), number),
                phone(origin.getField("phone")),
                origin.getField("nationality"),
                origin.getField("adjective"),
                Language.ofTag(origin.getField("language")),
                "PT %s %s".formatted(Draw.one(COMPANY_FIRST, random), Draw.one(COMPANY_SECOND, random)),
                portfolio,
                portfolio.tenureDays.draw(random),
                portfolio.lastContactDays.draw(random));
    }

    private String given(NamedCsvRecord origin) {
        return Draw.one(List.of(origin.getField("given").split("\\|")), random);
    }

    private String unusedName(NamedCsvRecord origin, String given) {
        var families = Draw.shuffled(List.of(origin.getField("family").split("\\|")), random);
        for (var family : families) {
            var name = given + " " + family;
            if (names.add(name)) {
                return name;
            }
        }
        return given + " " + families.getFirst() + " " + families.getLast();
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replace(' ', '.');
    }

    private @Nullable String phone(String pattern) {
        for (int attempt = 0; attempt < 20; attempt++) {
            var phone = digits(pattern.replace("@@@", Draw.one(AREA_CODES, random)));
            if (phones.add(phone)) {
                return phone;
            }
        }
        return null;
    }

    private String digits(String pattern) {
        var digits = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            var symbol = pattern.charAt(i);
            digits.append(symbol == '#' ? (char) ('0' + random.nextInt(10)) : symbol);
        }
        return digits.toString();
    }
}

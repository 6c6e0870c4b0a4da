package io.nuzantara.demo;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/** All services of the sample business. */
record Catalogue(List<Offer> offers) {

    Catalogue {
        offers = List.copyOf(offers);
    }

    static Catalogue load() {
        return new Catalogue(
                Resources.csv("offers.csv").stream().map(Catalogue::offer).toList());
    }

    private static Offer offer(NamedCsvRecord row) {
        return new Offer(
                row.getField("code"),
                Topic.valueOf(row.getField("topic").toUpperCase(Locale.ROOT)),
                new BigDecimal(row.getField("price")),
                Integer.parseInt(row.getField("days")),
                Integer.parseInt(row.getField("term_months")),
                texts(row, "name"),
                texts(row, "law"),
                texts(row, "authority"));
    }

    private static Map<Language, String> texts(NamedCsvRecord row, String column) {
        var texts = new EnumMap<Language, String>(Language.class);
        for (var language : Language.values()) {
            texts.put(language, row.getField(column + "_" + language.tag()));
        }
        return texts;
    }

    Offer offer(String code) {
        return offers.stream()
                .filter(offer -> offer.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no offer " + code));
    }

    Offer any(RandomGenerator random) {
        return Draw.one(offers, random);
    }

    Offer any(Topic topic, RandomGenerator random) {
        return Draw.one(offers.stream().filter(offer -> offer.topic() == topic).toList(), random);
    }
}

package io.nuzantara.llm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** What models cost: the table that comes with the program, and what the settings say about the same or other models. */
@Component
class Prices {

    private static final String TABLE = "llm/prices.csv";
    private static final int COLUMNS = 5;

    private final Map<String, List<ModelPrice>> own;
    private final Map<String, List<ModelPrice>> shipped;

    Prices(SpendingSettings settings) {
        own = byModel(settings.prices().stream());
        shipped = byModel(table());
    }

    /** The price of a model on a day; empty when nobody said one, and then it must not be called. Settings win. */
    Optional<ModelPrice> of(ModelName model, LocalDate day) {
        return latest(own, model, day).or(() -> latest(shipped, model, day));
    }

    /** Those without a price on a day, each once. */
    List<ModelName> missing(Collection<ModelName> models, LocalDate day) {
        return models.stream()
                .distinct()
                .filter(model -> of(model, day).isEmpty())
                .toList();
    }

    private static Optional<ModelPrice> latest(Map<String, List<ModelPrice>> prices, ModelName model, LocalDate day) {
        return prices.getOrDefault(model.id(), List.of()).stream()
                .filter(price -> !price.validFrom().isAfter(day))
                .max(Comparator.comparing(ModelPrice::validFrom));
    }

    private static Map<String, List<ModelPrice>> byModel(Stream<ModelPrice> prices) {
        return prices.collect(Collectors.groupingBy(ModelPrice::model));
    }

    private static Stream<ModelPrice> table() {
        try {
            return new ClassPathResource(TABLE)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .skip(1)
                    .map(Prices::row);
        } catch (IOException e) {
            throw new UncheckedIOException("no table of prices", e);
        }
    }

    private static ModelPrice row(String line) {
        var cells = line.split(",", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException("not a price: " + line);
        }
        return new ModelPrice(
                cells[0],
                LocalDate.parse(cells[1]),
                new BigDecimal(cells[2]),
                new BigDecimal(cells[3]),
                new BigDecimal(cells[4]));
    }
}

package io.nuzantara.conversation;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The types of rows an import knows. */
@Component
class ImportTypes {

    private final List<ImportType> types;

    ImportTypes(List<ImportType> types) {
        this.types = types.stream()
                .sorted(Comparator.comparingInt(ImportType::order))
                .toList();
    }

    Optional<ImportType> named(String name) {
        return types.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    /** The type whose required columns are all there; of several the one that asks for most. */
    Optional<ImportType> byColumns(Set<String> columns) {
        return types.stream()
                .filter(type -> columns.containsAll(type.requiredColumns()))
                .max(Comparator.<ImportType>comparingInt(
                                type -> type.requiredColumns().size())
                        .thenComparingInt(type -> overlap(type, columns)));
    }

    private static int overlap(ImportType type, Set<String> columns) {
        return (int) columns.stream().filter(type.knownColumns()::contains).count();
    }

    /** The type that a file name speaks of: {@code clients-2026.csv}. */
    Optional<ImportType> byFileName(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return types.stream().filter(type -> lower.contains(type.name())).findFirst();
    }

    List<String> names() {
        return types.stream().map(ImportType::name).toList();
    }
}

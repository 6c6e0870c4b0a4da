package io.nuzantara.knowledge.extraction;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a fact says; closed, the same list as the CHECK of {@code kg_facts}. Associations ({@code relates_to}) are no facts. */
public enum Predicate {
    REQUIRES,
    GOVERNED_BY,
    COSTS,
    TAKES,
    VALID_FOR,
    ISSUED_BY,
    PART_OF,
    LOCATED_IN,
    CONFLICTS_WITH,
    EXAMPLE_OF,
    APPLIES_TO,
    REPLACES,
    PROVIDES;

    /** The predicate as it stands in tables, files and answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The predicate of this code, if there is one. */
    public static Optional<Predicate> ofCode(String code) {
        return Arrays.stream(values())
                .filter(predicate -> predicate.code().equals(code))
                .findFirst();
    }
}

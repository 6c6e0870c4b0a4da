package io.nuzantara.knowledge.extraction;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an entity can be; closed, the same list as the CHECK of {@code kg_nodes}. */
public enum EntityType {
    LAW,
    TOPIC,
    COMPANY,
    LOCATION,
    PRACTICE_TYPE,
    CONCEPT,
    PERSON,
    KBLI_CODE,
    LEGAL_ENTITY,
    VISA_TYPE,
    TAX_TYPE,
    PERMIT,
    DOCUMENT,
    PROCESS,
    SERVICE,
    ARTICLE,
    AUTHORITY;

    /** The type as it stands in tables, files and answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of this code, if there is one. */
    public static Optional<EntityType> ofCode(String code) {
        return Arrays.stream(values()).filter(type -> type.code().equals(code)).findFirst();
    }
}

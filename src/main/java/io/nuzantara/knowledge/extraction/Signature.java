package io.nuzantara.knowledge.extraction;

import static io.nuzantara.knowledge.extraction.EntityType.*;

import java.util.EnumSet;
import java.util.Set;

/** Which subjects and objects a predicate may join. */
final class Signature {

    private static final Set<EntityType> PRICED = EnumSet.of(SERVICE, PERMIT, VISA_TYPE, PROCESS, DOCUMENT);
    private static final Set<EntityType> LAWS = EnumSet.of(LAW, ARTICLE);

    private Signature() {}

    static boolean allowsSubject(Predicate predicate, EntityType subject) {
        return switch (predicate) {
            case REQUIRES ->
                Set.of(VISA_TYPE, PERMIT, SERVICE, PROCESS, PRACTICE_TYPE, LEGAL_ENTITY, KBLI_CODE)
                        .contains(subject);
            case GOVERNED_BY -> subject != LOCATION;
            case COSTS, TAKES -> PRICED.contains(subject);
            case VALID_FOR -> Set.of(VISA_TYPE, PERMIT, DOCUMENT).contains(subject);
            case ISSUED_BY -> Set.of(PERMIT, VISA_TYPE, DOCUMENT, LAW).contains(subject);
            case PART_OF ->
                Set.of(ARTICLE, LOCATION, PROCESS, KBLI_CODE, SERVICE).contains(subject);
            case LOCATED_IN -> Set.of(COMPANY, AUTHORITY, LOCATION).contains(subject);
            case CONFLICTS_WITH ->
                Set.of(PERMIT, VISA_TYPE, LEGAL_ENTITY, SERVICE, LAW, CONCEPT).contains(subject);
            case EXAMPLE_OF -> true;
            case APPLIES_TO -> Set.of(LAW, ARTICLE, TAX_TYPE, PROCESS).contains(subject);
            case REPLACES -> Set.of(LAW, VISA_TYPE, PERMIT).contains(subject);
            case PROVIDES -> Set.of(COMPANY, AUTHORITY).contains(subject);
        };
    }

    static boolean allowsObject(Predicate predicate, EntityType subject, EntityType object) {
        return switch (predicate) {
            case REQUIRES ->
                Set.of(DOCUMENT, PERMIT, VISA_TYPE, PROCESS, SERVICE, LEGAL_ENTITY, CONCEPT)
                        .contains(object);
            case GOVERNED_BY -> LAWS.contains(object);
            case COSTS, TAKES, VALID_FOR -> false;
            case ISSUED_BY -> object == AUTHORITY;
            case PART_OF -> subject == ARTICLE ? object == LAW : subject == object;
            case LOCATED_IN -> object == LOCATION;
            case CONFLICTS_WITH, REPLACES -> subject == object;
            case EXAMPLE_OF ->
                subject == object || Set.of(TOPIC, CONCEPT, PRACTICE_TYPE).contains(object);
            case APPLIES_TO ->
                Set.of(LEGAL_ENTITY, KBLI_CODE, PERMIT, SERVICE, CONCEPT).contains(object);
            case PROVIDES -> Set.of(SERVICE, DOCUMENT, PERMIT).contains(object);
        };
    }

    static boolean allowsValue(Predicate predicate, Literal value) {
        return switch (value) {
            case Literal.Money money ->
                predicate == Predicate.COSTS && money.max().signum() > 0;
            case Literal.Span span ->
                (predicate == Predicate.TAKES || predicate == Predicate.VALID_FOR) && span.max() > 0;
            case Literal.Percent(var _) -> false;
            case Literal.Day(var _, var _, var _) -> false;
        };
    }
}

package io.nuzantara.knowledge;

import io.nuzantara.knowledge.extraction.Fact;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the facts of sources with their evidence; equal statements of many sources are one fact. */
@Component
class Statements {

    private final JdbcClient jdbc;

    Statements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Statement(Contribution source, Contribution.Read read, Fact fact, String key) {}

    /** Adds what these sources state; their names are there already. */
    void insert(List<Contribution> contributions) {
        var statements = new TreeMap<String, Statement>();
        for (var source : contributions) {
            for (var read : source.messages()) {
                for (var fact : read.extraction().facts()) {
                    var key = sha256(Contribution.canonical(fact));
                    var place = "%s %s %d %d".formatted(key, read.message().id(), fact.start(), fact.end());
                    statements.merge(place, new Statement(source, read, fact, key), Statements::surer);
                }
            }
        }
        if (!statements.isEmpty()) {
            upsertFacts(statements.values());
            insertEvidence(statements.values());
        }
    }

    private static Statement surer(Statement a, Statement b) {
        return a.fact().basis().confidence() >= b.fact().basis().confidence() ? a : b;
    }

    private void upsertFacts(Collection<Statement> statements) {
        jdbc.sql("""
                        INSERT INTO kg_facts (subject_name_id, predicate, object_name_id, object_literal, polarity, fact_key)
                        SELECT DISTINCT ON (fact.key) subject.id, fact.predicate, object.id, fact.literal::jsonb, fact.polarity, decode(fact.key, 'hex')
                          FROM unnest(:keys::text[], :subject_types::text[], :subjects::text[], :predicates::text[], :object_types::text[], :objects::text[],
                                      :literals::text[], :polarities::text[])
                            AS fact (key, subject_type, subject, predicate, object_type, object, literal, polarity)
                          JOIN kg_names subject ON subject.type = fact.subject_type AND subject.folded = fact.subject
                          LEFT JOIN kg_names object ON object.type = fact.object_type AND object.folded = fact.object
                         ORDER BY fact.key
                        ON CONFLICT (fact_key) DO NOTHING
                        """)
                .param("keys", Columns.texts(statements, Statement::key))
                .param(
                        "subject_types",
                        Columns.texts(
                                statements, each -> each.fact().subject().type().code()))
                .param(
                        "subjects",
                        Columns.texts(statements, each -> each.fact().subject().folded()))
                .param(
                        "predicates",
                        Columns.texts(
                                statements, each -> each.fact().predicate().code()))
                .param("object_types", Columns.texts(statements, each -> objectType(each.fact())))
                .param("objects", Columns.texts(statements, each -> objectName(each.fact())))
                .param("literals", Columns.texts(statements, each -> literal(each.fact())))
                .param(
                        "polarities",
                        Columns.texts(statements, each -> each.fact().negated() ? "-" : "+"))
                .update();
    }

    private void insertEvidence(Collection<Statement> statements) {
        jdbc.sql("""
                        INSERT INTO kg_evidence (fact_id, source_id, message_id, start_at, end_at, speaker, extractor, confidence, said_at)
                        SELECT f.id, s.id, said.message_id, said.start_at, said.end_at, said.speaker, said.extractor, said.confidence, m.said_at
                          FROM unnest(:keys::text[], :refs::text[], :messages::bigint[], :starts::integer[], :ends::integer[], :speakers::text[],
                                      :extractors::text[], :confidences::double precision[])
                            AS said (key, ref, message_id, start_at, end_at, speaker, extractor, confidence)
                          JOIN kg_facts f ON f.fact_key = decode(said.key, 'hex')
                          JOIN kg_sources s ON s.source_type = 'conversation' AND s.source_ref = said.ref
                          JOIN conversation_messages m ON m.id = said.message_id
                        """)
                .param("keys", Columns.texts(statements, Statement::key))
                .param("refs", Columns.texts(statements, each -> each.source().ref()))
                .param(
                        "messages",
                        statements.stream()
                                .mapToLong(each -> each.read().message().id())
                                .toArray())
                .param(
                        "starts",
                        statements.stream()
                                .mapToInt(each -> each.fact().start())
                                .toArray())
                .param(
                        "ends",
                        statements.stream().mapToInt(each -> each.fact().end()).toArray())
                .param(
                        "speakers",
                        Columns.texts(statements, each -> speaker(each).code()))
                .param(
                        "extractors",
                        Columns.texts(
                                statements, each -> each.fact().basis().name().toLowerCase(Locale.ROOT)))
                .param(
                        "confidences",
                        statements.stream()
                                .mapToDouble(each -> each.fact().basis().confidence()
                                        * speaker(each).trust())
                                .toArray())
                .update();
    }

    private static @Nullable String objectType(Fact fact) {
        return fact.object() instanceof Fact.Target.Entity(var mention)
                ? mention.type().code()
                : null;
    }

    private static @Nullable String objectName(Fact fact) {
        return fact.object() instanceof Fact.Target.Entity(var mention) ? mention.folded() : null;
    }

    private static @Nullable String literal(Fact fact) {
        return fact.object() instanceof Fact.Target.Value(var literal) ? Contribution.json(literal) : null;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Contribution.Speaker speaker(Statement statement) {
        return Contribution.Speaker.of(statement.read().message().role());
    }
}

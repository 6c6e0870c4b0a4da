package io.nuzantara.knowledge;

import io.nuzantara.knowledge.extraction.Folding;
import io.nuzantara.knowledge.extraction.Mention;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes what sources contribute: a source's rows are replaced as a whole, so writing it twice is writing it once. Names and
 * facts are shared and go in sorted, so that two writers never wait for each other in a circle.
 */
@Component
class Contributions {

    private final JdbcClient jdbc;
    private final Statements statements;

    Contributions(JdbcClient jdbc, Statements statements) {
        this.jdbc = jdbc;
        this.statements = statements;
    }

    /** Who writes, and with what. */
    record Reading(UUID execution, Instant at, String extractor) {}

    /** Replaces the contributions of these sources; inside a transaction. */
    void replace(List<Contribution> contributions, Reading reading) {
        var refs = contributions.stream().map(Contribution::ref).toArray(String[]::new);
        lock(refs);
        var touched = new TreeSet<>(names(refs));
        clear(refs);
        upsertSources(contributions, reading);
        var names = new TreeMap<String, Mention>();
        mentions(contributions)
                .forEach(mention -> names.putIfAbsent(mention.type().code() + "\u001e" + mention.folded(), mention));
        upsertNames(names.values());
        insertMentions(contributions);
        statements.insert(contributions);
        touched.addAll(names(refs));
        mark(touched);
    }

    private static List<Mention> mentions(List<Contribution> contributions) {
        return contributions.stream()
                .flatMap(contribution -> contribution.messages().stream())
                .flatMap(read -> read.extraction().mentions().stream())
                .toList();
    }

    private void lock(String[] refs) {
        jdbc.sql("""
                        SELECT count(*)
                          FROM (SELECT pg_advisory_xact_lock(hashtextextended('kg_sources:conversation:' || ref, 0))
                                                  FROM unnest(:refs::text[]) AS ref) AS locked
                        """).param("refs", refs).query(Long.class).single();
    }

    /** Names these sources mention or state something about. */
    private List<Long> names(String[] refs) {
        return jdbc.sql("""
                        SELECT m.name_id
                          FROM kg_sources s
                          JOIN kg_mentions m ON m.source_id = s.id
                         WHERE s.source_type = 'conversation' AND s.source_ref = ANY (:refs)
                        UNION
                        SELECT n.name_id
                          FROM kg_sources s
                          JOIN kg_evidence e ON e.source_id = s.id
                          JOIN kg_facts f ON f.id = e.fact_id
                         CROSS JOIN LATERAL (VALUES (f.subject_name_id), (f.object_name_id)) AS n (name_id)
                         WHERE s.source_type = 'conversation' AND s.source_ref = ANY (:refs) AND n.name_id IS NOT NULL
                        """)
                .param("refs", refs)
                .query((row, number) -> row.getLong(1))
                .list();
    }

    /** Puts names on the work list of resolution; once and in order, or two writers could wait for each other. */
    private void mark(Set<Long> names) {
        jdbc.sql("INSERT INTO kg_dirty (name_id) SELECT unnest(:names::bigint[]) ORDER BY 1 ON CONFLICT DO NOTHING")
                .param("names", names.toArray(Long[]::new))
                .update();
    }

    private void clear(String[] refs) {
        jdbc.sql("""
                        DELETE FROM kg_mentions m
                         USING kg_sources s
                         WHERE m.source_id = s.id AND s.source_type = 'conversation' AND s.source_ref = ANY (:refs)
                        """).param("refs", refs).update();
        jdbc.sql("""
                        DELETE FROM kg_evidence e
                         USING kg_sources s
                         WHERE e.source_id = s.id AND s.source_type = 'conversation' AND s.source_ref = ANY (:refs)
                        """).param("refs", refs).update();
    }

    private void upsertSources(List<Contribution> contributions, Reading reading) {
        jdbc.sql("""
                        INSERT INTO kg_sources AS s (source_type, source_ref, client_ref, content_hash, extractor_version, mode, status, failure_code,
                                                     mentions, facts, said_from, said_to, processed_at, execution_id)
                        SELECT 'conversation', ref, client_ref, decode(hash, 'hex'), :extractor, 'local',
                               CASE WHEN failure IS NULL THEN 'DONE' ELSE 'FAILED' END, failure, mentions, facts,
                               said_from::timestamptz, said_to::timestamptz, :at::timestamptz, :execution
                          FROM unnest(:refs::text[], :client_refs::text[], :hashes::text[], :failures::text[], :mentions::integer[], :facts::integer[],
                                      :said_from::text[], :said_to::text[])
                            AS source (ref, client_ref, hash, failure, mentions, facts, said_from, said_to)
                         ORDER BY ref
                        ON CONFLICT (source_type, source_ref) DO UPDATE
                           SET client_ref = excluded.client_ref, content_hash = excluded.content_hash, extractor_version = excluded.extractor_version,
                               mode = excluded.mode, status = excluded.status, failure_code = excluded.failure_code, mentions = excluded.mentions,
                               facts = excluded.facts, said_from = excluded.said_from, said_to = excluded.said_to, processed_at = excluded.processed_at,
                               execution_id = excluded.execution_id
                        """)
                .param("extractor", reading.extractor())
                .param("at", reading.at().toString())
                .param("execution", reading.execution())
                .param("refs", Columns.texts(contributions, Contribution::ref))
                .param(
                        "client_refs",
                        Columns.texts(
                                contributions, each -> text(each.conversation().clientId())))
                .param(
                        "hashes",
                        Columns.texts(contributions, each -> each.conversation().contentHash()))
                .param("failures", Columns.texts(contributions, Contribution::failure))
                .param(
                        "mentions",
                        contributions.stream().mapToInt(Contribution::mentions).toArray())
                .param(
                        "facts",
                        contributions.stream().mapToInt(Contribution::facts).toArray())
                .param("said_from", Columns.texts(contributions, each -> text(each.saidFrom())))
                .param("said_to", Columns.texts(contributions, each -> text(each.saidTo())))
                .update();
    }

    /** A name that is there already is changed only where it differs: the names everybody mentions are locked by nobody. */
    private void upsertNames(Collection<Mention> names) {
        write(names, """
                INSERT INTO kg_names (type, folded, display, digits, canonical_id, lexicon_id)
                SELECT type, folded, display, digits, canonical_id, lexicon_id
                  FROM unnest(:types::text[], :folded::text[], :displays::text[], :digits::text[], :canonical_ids::text[], :lexicon_ids::text[])
                    AS name (type, folded, display, digits, canonical_id, lexicon_id)
                 ORDER BY type, folded
                ON CONFLICT (type, folded) DO NOTHING
                """);
        write(names, """
                UPDATE kg_names n
                   SET canonical_id = differing.canonical_id, lexicon_id = differing.lexicon_id
                  FROM (SELECT old.id, name.canonical_id, name.lexicon_id
                          FROM unnest(:types::text[], :folded::text[], :displays::text[], :digits::text[], :canonical_ids::text[], :lexicon_ids::text[])
                            AS name (type, folded, display, digits, canonical_id, lexicon_id)
                          JOIN kg_names old ON old.type = name.type AND old.folded = name.folded
                         WHERE (old.canonical_id, old.lexicon_id) IS DISTINCT FROM (name.canonical_id, name.lexicon_id)
                         ORDER BY old.id
                           FOR UPDATE OF old) AS differing
                 WHERE n.id = differing.id
                """);
    }

    private void write(Collection<Mention> names, String sql) {
        jdbc.sql(sql)
                .param("types", Columns.texts(names, each -> each.type().code()))
                .param("folded", Columns.texts(names, Mention::folded))
                .param("displays", Columns.texts(names, Mention::display))
                .param("digits", Columns.texts(names, each -> Folding.digits(each.display())))
                .param("canonical_ids", Columns.texts(names, Mention::canonicalId))
                .param("lexicon_ids", Columns.texts(names, Mention::lexiconId))
                .update();
    }

    private record Place(Contribution source, Contribution.Read read, Mention mention) {}

    private void insertMentions(List<Contribution> contributions) {
        var places = new ArrayList<Place>();
        for (var source : contributions) {
            for (var read : source.messages()) {
                read.extraction().mentions().forEach(mention -> places.add(new Place(source, read, mention)));
            }
        }
        jdbc.sql("""
                        INSERT INTO kg_mentions (source_id, message_id, start_at, end_at, name_id, speaker, extractor, confidence, said_at)
                        SELECT s.id, place.message_id, place.start_at, place.end_at, n.id, place.speaker, place.extractor, place.confidence, m.said_at
                          FROM unnest(:refs::text[], :messages::bigint[], :starts::integer[], :ends::integer[], :types::text[], :folded::text[],
                                      :speakers::text[], :extractors::text[], :confidences::double precision[])
                            AS place (ref, message_id, start_at, end_at, type, folded, speaker, extractor, confidence)
                          JOIN kg_sources s ON s.source_type = 'conversation' AND s.source_ref = place.ref
                          JOIN kg_names n ON n.type = place.type AND n.folded = place.folded
                          JOIN conversation_messages m ON m.id = place.message_id
                        """)
                .param("refs", Columns.texts(places, place -> place.source().ref()))
                .param(
                        "messages",
                        places.stream()
                                .mapToLong(place -> place.read().message().id())
                                .toArray())
                .param(
                        "starts",
                        places.stream()
                                .mapToInt(place -> place.mention().start())
                                .toArray())
                .param(
                        "ends",
                        places.stream().mapToInt(place -> place.mention().end()).toArray())
                .param(
                        "types",
                        Columns.texts(places, place -> place.mention().type().code()))
                .param("folded", Columns.texts(places, place -> place.mention().folded()))
                .param(
                        "speakers",
                        Columns.texts(places, place -> speaker(place.read()).code()))
                .param(
                        "extractors",
                        Columns.texts(
                                places,
                                place -> place.mention().extractor().name().toLowerCase(java.util.Locale.ROOT)))
                .param(
                        "confidences",
                        places.stream()
                                .mapToDouble(
                                        place -> place.mention().extractor().confidence()
                                                * speaker(place.read()).trust())
                                .toArray())
                .update();
    }

    private static Contribution.Speaker speaker(Contribution.Read read) {
        return Contribution.Speaker.of(read.message().role());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}

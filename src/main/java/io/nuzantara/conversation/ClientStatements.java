package io.nuzantara.conversation;

import io.nuzantara.database.RecordMapper;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores clients. */
@Repository
class ClientStatements {

    private final JdbcClient jdbc;

    ClientStatements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    AppliedRows apply(List<CheckedRow.Accepted> rows, ImportContext context) {
        var stored = store(rows, context);
        var applied = RowsJson.applied(stored, List.of(), 0);
        linkConversations(applied.created(), context);
        return applied;
    }

    private List<RowsJson.Stored> store(List<CheckedRow.Accepted> rows, ImportContext context) {
        return jdbc.sql("""
                WITH r AS (
                  SELECT *
                    FROM json_to_recordset(CAST(:rows AS json))
                      AS r(id text, hash text, given text[], name text, email text, phone text, whatsapp text, nationality text,
                           language text, timezone text, status text, created_at timestamptz, attributes jsonb)),
                merged AS (
                  SELECT r.id, decode(r.hash, 'hex') AS hash, r.name,
                         CASE WHEN 'email' = ANY (r.given) THEN r.email ELSE t.email END AS email,
                         CASE WHEN 'phone' = ANY (r.given) THEN r.phone ELSE t.phone END AS phone,
                         CASE WHEN 'whatsapp' = ANY (r.given) THEN r.whatsapp ELSE t.whatsapp END AS whatsapp,
                         CASE WHEN 'nationality' = ANY (r.given) THEN r.nationality ELSE t.nationality END AS nationality,
                         CASE WHEN 'language' = ANY (r.given) THEN r.language ELSE t.language END AS language,
                         CASE WHEN 'timezone' = ANY (r.given) THEN r.timezone ELSE t.timezone END AS timezone,
                         CASE WHEN 'status' = ANY (r.given) THEN coalesce(r.status, 'active') ELSE coalesce(t.status, 'active') END AS status,
                         jsonb_strip_nulls(coalesce(t.attributes, '{}') || coalesce(r.attributes, '{}')) AS attributes,
                         coalesce(r.created_at, t.created_at, :now) AS created_at,
                         r.created_at IS NULL AND ('created_at' = ANY (r.given) OR coalesce(t.created_at_estimated, true)) AS created_at_estimated
                    FROM r
                    LEFT JOIN crm_clients t ON t.source = :source AND t.external_id = r.id),
                stored AS (
                  INSERT INTO crm_clients AS c
                         (source, external_id, name, email, phone, whatsapp, nationality, language, timezone, status, attributes,
                          content_hash, created_at, created_at_estimated, updated_at)
                  SELECT :source, id, name, email, phone, whatsapp, nationality, language, timezone, status, attributes,
                         hash, created_at, created_at_estimated, :now
                    FROM merged
                      ON CONFLICT (source, external_id) DO UPDATE
                     SET name = excluded.name, email = excluded.email, phone = excluded.phone, whatsapp = excluded.whatsapp,
                         nationality = excluded.nationality, language = excluded.language, timezone = excluded.timezone,
                         status = excluded.status, attributes = excluded.attributes, content_hash = excluded.content_hash,
                         created_at = excluded.created_at, created_at_estimated = excluded.created_at_estimated,
                         updated_at = excluded.updated_at
                   WHERE c.content_hash IS DISTINCT FROM excluded.content_hash
                  RETURNING external_id, xmax = 0 AS created)
                SELECT external_id AS id, created FROM stored
                """)
                .param("rows", RowsJson.of(rows))
                .param("source", context.source())
                .param("now", OffsetDateTime.ofInstant(context.now(), ZoneOffset.UTC))
                .query(RecordMapper.of(RowsJson.Stored.class))
                .list();
    }

    /** Conversations that named these clients before they were known. */
    private void linkConversations(Set<String> created, ImportContext context) {
        jdbc.sql("""
                UPDATE conversations AS v
                   SET client_id = c.id
                  FROM crm_clients c
                 WHERE c.source = :source AND c.external_id = ANY (:ids)
                   AND v.source = c.source AND v.client_external_id = c.external_id AND v.client_id IS NULL
                """)
                .param("source", context.source())
                .param("ids", created.toArray(String[]::new))
                .update();
    }

    /** Those of the ids that are known clients of the source. */
    Set<String> known(String source, Collection<String> ids) {
        return jdbc.sql("SELECT external_id FROM crm_clients WHERE source = :source AND external_id = ANY (:ids)")
                .param("source", source)
                .param("ids", ids.toArray(String[]::new))
                .query((row, index) -> row.getString(1))
                .set();
    }

    /** A client whose source does not say when it began begins with its first event. */
    int dateByFirstEvent(String source) {
        return jdbc.sql("""
                UPDATE crm_clients AS c
                   SET created_at = first.at
                  FROM (SELECT e.client_id, min(e.at) AS at
                          FROM (SELECT client_id, started_at AS at FROM crm_practices
                                UNION ALL SELECT client_id, completed_at FROM crm_practices
                                UNION ALL SELECT client_id, created_at FROM crm_interactions
                                UNION ALL SELECT client_id, started_at FROM conversations) AS e
                         GROUP BY e.client_id) AS first
                 WHERE first.client_id = c.id AND c.source = :source AND c.created_at_estimated AND first.at < c.created_at
                """).param("source", source).update();
    }
}

package io.nuzantara.conversation;

import io.nuzantara.database.RecordMapper;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores interactions. */
@Repository
class InteractionStatements {

    private final JdbcClient jdbc;
    private final ClientStatements clients;

    InteractionStatements(JdbcClient jdbc, ClientStatements clients) {
        this.jdbc = jdbc;
        this.clients = clients;
    }

    AppliedRows apply(List<CheckedRow.Accepted> rows, ImportContext context) {
        var parts = KnownClients.of(rows, clients, context);
        return RowsJson.applied(store(parts.known(), context), parts.refused(), 0);
    }

    private List<RowsJson.Stored> store(List<CheckedRow.Accepted> rows, ImportContext context) {
        return jdbc.sql("""
                WITH r AS (
                  SELECT *
                    FROM json_to_recordset(CAST(:rows AS json))
                      AS r(id text, hash text, given text[], client_id text, type text, direction text, automated boolean, channel text,
                           summary text, sentiment double precision, tags text[], occurred_at timestamptz, attributes jsonb)),
                merged AS (
                  SELECT r.id, decode(r.hash, 'hex') AS hash, c.id AS client_id, r.type, r.automated, r.occurred_at,
                         CASE WHEN 'direction' = ANY (r.given) THEN r.direction ELSE t.direction END AS direction,
                         CASE WHEN 'channel' = ANY (r.given) THEN r.channel ELSE t.channel END AS channel,
                         CASE WHEN 'summary' = ANY (r.given) THEN r.summary ELSE t.summary END AS summary,
                         CASE WHEN 'sentiment' = ANY (r.given) THEN r.sentiment ELSE t.sentiment END AS sentiment,
                         coalesce(r.tags, t.tags, '{}') AS tags,
                         jsonb_strip_nulls(coalesce(t.attributes, '{}') || coalesce(r.attributes, '{}')) AS attributes
                    FROM r
                    JOIN crm_clients c ON c.source = :source AND c.external_id = r.client_id
                    LEFT JOIN crm_interactions t ON t.source = :source AND t.external_id = r.id),
                stored AS (
                  INSERT INTO crm_interactions AS i
                         (source, external_id, client_id, type, direction, automated, channel, summary, sentiment, tags, attributes,
                          content_hash, created_at)
                  SELECT :source, id, client_id, type, direction, automated, channel, summary, sentiment, tags, attributes,
                         hash, occurred_at
                    FROM merged
                      ON CONFLICT (source, external_id) DO UPDATE
                     SET client_id = excluded.client_id, type = excluded.type, direction = excluded.direction,
                         automated = excluded.automated, channel = excluded.channel, summary = excluded.summary,
                         sentiment = excluded.sentiment, tags = excluded.tags, attributes = excluded.attributes,
                         content_hash = excluded.content_hash, created_at = excluded.created_at
                   WHERE i.content_hash IS DISTINCT FROM excluded.content_hash
                  RETURNING external_id, xmax = 0 AS created)
                SELECT external_id AS id, created FROM stored
                """)
                .param("rows", RowsJson.of(rows))
                .param("source", context.source())
                .query(RecordMapper.of(RowsJson.Stored.class))
                .list();
    }
}

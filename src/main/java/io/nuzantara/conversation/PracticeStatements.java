package io.nuzantara.conversation;

import io.nuzantara.database.RecordMapper;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores practices. */
@Repository
class PracticeStatements {

    private final JdbcClient jdbc;
    private final ClientStatements clients;

    PracticeStatements(JdbcClient jdbc, ClientStatements clients) {
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
                      AS r(id text, hash text, given text[], client_id text, type text, status text, price numeric, currency text,
                           paid_amount numeric, payment_status text, started_at timestamptz, completed_at timestamptz,
                           expiry_date date, next_renewal_date date, attributes jsonb)),
                merged AS (
                  SELECT r.id, decode(r.hash, 'hex') AS hash, c.id AS client_id, r.type, r.status,
                         CASE WHEN 'price' = ANY (r.given) THEN r.price ELSE t.price END AS price,
                         coalesce(r.currency, CASE WHEN 'currency' = ANY (r.given) THEN NULL ELSE t.currency END, :currency) AS currency,
                         CASE WHEN 'paid_amount' = ANY (r.given) THEN r.paid_amount ELSE t.paid_amount END AS paid_amount,
                         CASE WHEN 'payment_status' = ANY (r.given) THEN r.payment_status ELSE t.payment_status END AS payment_status,
                         CASE WHEN 'started_at' = ANY (r.given) THEN r.started_at ELSE t.started_at END AS started_at,
                         CASE WHEN 'completed_at' = ANY (r.given) THEN r.completed_at ELSE t.completed_at END AS completed_at,
                         CASE WHEN 'expiry_date' = ANY (r.given) THEN r.expiry_date ELSE t.expiry_date END AS expiry_date,
                         CASE WHEN 'next_renewal_date' = ANY (r.given) THEN r.next_renewal_date ELSE t.next_renewal_date END AS next_renewal_date,
                         jsonb_strip_nulls(coalesce(t.attributes, '{}') || coalesce(r.attributes, '{}')) AS attributes,
                         coalesce(r.started_at, r.completed_at, t.created_at, :now) AS created_at
                    FROM r
                    JOIN crm_clients c ON c.source = :source AND c.external_id = r.client_id
                    LEFT JOIN crm_practices t ON t.source = :source AND t.external_id = r.id),
                stored AS (
                  INSERT INTO crm_practices AS p
                         (source, external_id, client_id, type, status, price, currency, paid_amount, payment_status, started_at,
                          completed_at, expiry_date, next_renewal_date, attributes, content_hash, created_at, updated_at)
                  SELECT :source, id, client_id, type, status, price, currency, paid_amount, payment_status, started_at,
                         completed_at, expiry_date, next_renewal_date, attributes, hash, created_at, :now
                    FROM merged
                      ON CONFLICT (source, external_id) DO UPDATE
                     SET client_id = excluded.client_id, type = excluded.type, status = excluded.status, price = excluded.price,
                         currency = excluded.currency, paid_amount = excluded.paid_amount, payment_status = excluded.payment_status,
                         started_at = excluded.started_at, completed_at = excluded.completed_at,
                         expiry_date = excluded.expiry_date, next_renewal_date = excluded.next_renewal_date,
                         attributes = excluded.attributes, content_hash = excluded.content_hash,
                         created_at = excluded.created_at, updated_at = excluded.updated_at
                   WHERE p.content_hash IS DISTINCT FROM excluded.content_hash
                  RETURNING external_id, xmax = 0 AS created)
                SELECT external_id AS id, created FROM stored
                """)
                .param("rows", RowsJson.of(rows))
                .param("source", context.source())
                .param("currency", context.currency())
                .param("now", OffsetDateTime.ofInstant(context.now(), ZoneOffset.UTC))
                .query(RecordMapper.of(RowsJson.Stored.class))
                .list();
    }
}

package io.nuzantara.execution.events;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.nuzantara.execution.AgentDescriptor;
import io.nuzantara.execution.Agents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads events for streams.
 *
 * <p>Within an execution {@code seq} has no gaps and follows the order of commits, so "greater than the last" loses nothing.
 * Over all executions no number given at the time of writing has that property: of two transactions the one with the lower
 * number may commit later. So events get their number in the stream of all after their commit: whoever gives numbers holds
 * the row of {@code execution_feed} until they are committed, hence they become visible in their order.
 */
@Repository
class Feed {

    private static final int BLOCK = 500;
    private static final int NUMBERED_AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Agents agents;

    Feed(JdbcClient jdbc, TransactionTemplate transactions, Agents agents) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.agents = agents;
    }

    /** The newest event of an execution, and whether nothing comes after it. */
    record Newest(long seq, boolean isFinal) {}

    Optional<Newest> newest(UUID execution) {
        return jdbc.sql("""
                        SELECT event_seq, finished_at IS NOT NULL AS final
                          FROM agent_executions
                         WHERE id = :id
                        """)
                .param("id", execution)
                .query((row, _) -> new Newest(row.getLong("event_seq"), row.getBoolean("final")))
                .optional();
    }

    /** The highest number in the stream of all. */
    long newest() {
        return jdbc.sql("SELECT last FROM execution_feed").query(Long.class).single();
    }

    /** What comes next at all places, and where what runs stands: one query, every part a short range of an index. */
    Look look(List<Place> places) {
        var rows = jdbc.sql("""
                        SELECT w.place, e.execution_id, x.agent, CASE WHEN w.id IS NULL THEN e.feed_no ELSE e.seq END AS number,
                               e.seq, e.at, e.kind, CAST(e.data AS text) AS data
                          FROM unnest(CAST(:ids AS uuid[]), CAST(:after AS bigint[])) WITH ORDINALITY AS w (id, after, place)
                         CROSS JOIN LATERAL (
                               (SELECT * FROM execution_events WHERE execution_id = w.id AND seq > w.after ORDER BY seq LIMIT :block)
                               UNION ALL
                               (SELECT * FROM execution_events WHERE w.id IS NULL AND feed_no > w.after ORDER BY feed_no LIMIT :block)) e
                          JOIN agent_executions x ON x.id = e.execution_id
                        UNION ALL
                        SELECT NULL, x.id, x.agent, NULL, NULL, NULL, 'progress',
                               CAST(jsonb_build_object('status', x.status, 'phase', x.phase, 'done', coalesce(p.done, 0), 'failed', coalesce(p.failed, 0),
                                    'total', x.items_total, 'tokens', coalesce(p.tokens, 0), 'cost', coalesce(p.cost, 0)) AS text)
                          FROM agent_executions x
                          LEFT JOIN LATERAL (SELECT sum(done) AS done, sum(failed) AS failed, sum(tokens) AS tokens, sum(cost) AS cost
                                               FROM execution_progress WHERE execution_id = x.id) p ON true
                         WHERE x.status = 'running' AND (x.id = ANY (:ids) OR :all AND x.agent = ANY (:agents))
                        UNION ALL
                        SELECT NULL, NULL, NULL, NULL, NULL, NULL, 'unnumbered', NULL
                         WHERE :all AND EXISTS (SELECT FROM execution_events WHERE feed_no IS NULL)
                         ORDER BY 1, 4
                        """)
                .param("ids", places.stream().map(Place::execution).toArray(UUID[]::new))
                .param("after", places.stream().map(Place::after).toArray(Long[]::new))
                .param("all", places.stream().anyMatch(Place::isOfAll))
                .param("agents", shown())
                .param("block", BLOCK)
                .query(Row::of)
                .list();
        return new Look(
                rows.stream()
                        .filter(Row::isEvent)
                        .collect(groupingBy(row -> places.get(row.place() - 1), mapping(Row::happened, toList()))),
                rows.stream().filter(Row::isProgress).map(Row::standing).toList(),
                rows.stream().anyMatch(Row::isUnnumbered));
    }

    private String[] shown() {
        return agents.all().stream().map(AgentDescriptor::id).toArray(String[]::new);
    }

    /**
     * Gives events that have none yet their numbers in the stream of all: whole executions at a time, so that the events of
     * each keep their order.
     *
     * @return how many got one
     */
    int number() {
        var numbered = transactions.execute(_ -> {
            var last = jdbc.sql("SELECT last FROM execution_feed FOR UPDATE")
                    .query(Long.class)
                    .single();
            var given = numberAfter(last);
            jdbc.sql("UPDATE execution_feed SET last = :last")
                    .param("last", last + given)
                    .update();
            return given;
        });
        return numbered == null ? 0 : numbered;
    }

    private int numberAfter(long last) {
        return jdbc.sql("""
                        WITH executions AS (
                          SELECT DISTINCT execution_id
                            FROM execution_events
                           WHERE feed_no IS NULL
                           ORDER BY execution_id
                           LIMIT :executions),
                        reached AS (
                          SELECT execution_id, seq, max(at) OVER (PARTITION BY execution_id ORDER BY seq) AS at
                            FROM execution_events
                           WHERE feed_no IS NULL AND execution_id IN (SELECT execution_id FROM executions)),
                        ordered AS (
                          SELECT execution_id, seq, row_number() OVER (ORDER BY at, execution_id, seq) AS place FROM reached)
                        UPDATE execution_events AS e
                           SET feed_no = :last + ordered.place
                          FROM ordered
                         WHERE e.execution_id = ordered.execution_id AND e.seq = ordered.seq
                        """)
                .param("executions", NUMBERED_AT_ONCE)
                .param("last", last)
                .update();
    }

    /** One line of a look. */
    private record Row(
            int place,
            UUID execution,
            String agent,
            long number,
            long seq,
            OffsetDateTime at,
            String kind,
            String data) {

        static Row of(ResultSet row, int number) throws SQLException {
            return new Row(
                    row.getInt("place"),
                    row.getObject("execution_id", UUID.class),
                    row.getString("agent"),
                    row.getLong("number"),
                    row.getLong("seq"),
                    row.getObject("at", OffsetDateTime.class),
                    row.getString("kind"),
                    row.getString("data"));
        }

        boolean isEvent() {
            return place > 0;
        }

        boolean isProgress() {
            return kind.equals("progress");
        }

        boolean isUnnumbered() {
            return kind.equals("unnumbered");
        }

        Happened happened() {
            return new Happened(execution, agent, number, seq, at.toInstant(), kind, data);
        }

        Standing standing() {
            return new Standing(execution, agent, data);
        }
    }
}

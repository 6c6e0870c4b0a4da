package io.nuzantara.execution;

import io.nuzantara.database.RecordMapper;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What became of the executions of each agent over a time, from the ledger. */
@Component
public class AgentStatistics {

    private static final String CRON = "cron:";

    private final JdbcClient jdbc;

    AgentStatistics(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Figures of one agent over the executions accepted in a time.
     *
     * @param started all of them
     * @param completed without those that completed degraded
     * @param foundWork of the completed ones, those whose result says that there was something to do
     * @param judged of the completed ones, those whose result says whether there was
     * @param p50Seconds from acceptance to end, of those that completed; null when none did
     * @param p95Seconds the same, 95th percentile
     * @param cost what their items cost, in USD
     */
    public record Row(
            String agent,
            long started,
            long completed,
            long degraded,
            long failed,
            long cancelled,
            long foundWork,
            long judged,
            @Nullable Double p50Seconds,
            @Nullable Double p95Seconds,
            double cost) {}

    /**
     * Figures by agent; an agent without executions has no row.
     *
     * @param workKeys by agent, the number in its result that is above 0 when there was something to do
     */
    public List<Row> since(Instant from, Map<String, String> workKeys) {
        var agents = workKeys.keySet().stream().sorted().toList();
        return jdbc.sql("""
                        SELECT e.agent, count(*) AS started,
                               count(*) FILTER (WHERE e.status = 'completed' AND NOT e.degraded) AS completed,
                               count(*) FILTER (WHERE e.status = 'completed' AND e.degraded) AS degraded,
                               count(*) FILTER (WHERE e.status = 'failed') AS failed,
                               count(*) FILTER (WHERE e.status = 'cancelled') AS cancelled,
                               count(*) FILTER (WHERE work.found > 0) AS found_work,
                               count(work.found) AS judged,
                               percentile_cont(0.5) WITHIN GROUP (ORDER BY work.seconds) AS p50_seconds,
                               percentile_cont(0.95) WITHIN GROUP (ORDER BY work.seconds) AS p95_seconds,
                               coalesce(sum(spent.cost), 0)::float8 AS cost
                          FROM agent_executions e
                          LEFT JOIN unnest(CAST(:agents AS text[]), CAST(:keys AS text[])) AS keys(agent, key) ON keys.agent = e.agent
                          CROSS JOIN LATERAL (
                            SELECT CASE WHEN e.status = 'completed' AND json_typeof(e.result->keys.key) = 'number'
                                        THEN (e.result->>keys.key)::float8 END AS found,
                                   CASE WHEN e.status = 'completed' THEN extract(epoch FROM e.finished_at - e.created_at)::float8 END AS seconds
                          ) AS work
                          LEFT JOIN LATERAL (SELECT sum(cost) AS cost FROM execution_progress WHERE execution_id = e.id) AS spent ON true
                         WHERE e.created_at > :from
                         GROUP BY e.agent
                         ORDER BY e.agent
                        """)
                .param("agents", agents.toArray(String[]::new))
                .param("keys", agents.stream().map(workKeys::get).toArray(String[]::new))
                .param("from", OffsetDateTime.ofInstant(from, ZoneOffset.UTC))
                .query(RecordMapper.of(Row.class))
                .list();
    }

    /** By agent, how much later than its schedule said each execution was accepted. */
    public Map<String, List<Duration>> delaysSince(Instant from) {
        return jdbc
                .sql("""
                        SELECT agent, idempotency_key AS key, created_at
                          FROM agent_executions
                         WHERE trigger = 'schedule' AND idempotency_key LIKE 'cron:%' AND created_at > :from
                        """)
                .param("from", OffsetDateTime.ofInstant(from, ZoneOffset.UTC))
                .query(RecordMapper.of(Scheduled.class))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Scheduled::agent, Collectors.flatMapping(Scheduled::delay, Collectors.toList())));
    }

    private record Scheduled(String agent, String key, Instant createdAt) {

        Stream<Duration> delay() {
            return occurrence().map(at -> Duration.between(at, createdAt)).stream();
        }

        /** The key names the instant, or the local time with its zone, as {@link Occurrence#key} does. */
        private Optional<Instant> occurrence() {
            var text = key.substring(Math.min(key.length(), CRON.length() + agent.length() + 1));
            var zone = text.indexOf('[');
            try {
                return Optional.of(
                        zone < 0
                                ? Instant.parse(text)
                                : ZonedDateTime.of(
                                                LocalDateTime.parse(text.substring(0, zone)),
                                                ZoneId.of(text.substring(zone + 1, text.length() - 1)))
                                        .toInstant());
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }
}

package io.nuzantara.orchestrator;

import io.nuzantara.database.RecordMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What has become of all cycles since an instant, and of their calls of the agents service. */
@Component
public class CycleAccount {

    private final JdbcClient jdbc;

    CycleAccount(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Counts of cycles that began since then and have ended.
     *
     * @param finished how many
     * @param reached of those, in which the agents service answered
     * @param calls executions they started or followed
     */
    public record Counts(long finished, long reached, long calls) {}

    /** The counts as they are now. */
    public Counts since(Instant start) {
        return jdbc.sql("""
                        SELECT count(*) AS finished,
                               count(*) FILTER (WHERE jsonb_typeof(report_data->'plan') = 'object'
                                                  AND report_data->'plan'->'snapshot'->>'unreachable' IS NULL) AS reached,
                               coalesce(sum(jsonb_array_length(
                                   jsonb_path_query_array(report_data, '$.runs[*] ? (@.execution_id != null)'))), 0)::bigint AS calls
                          FROM agent_orchestration_reports
                         WHERE created_at >= :start
                        """)
                .param("start", time(start))
                .query(RecordMapper.of(Counts.class))
                .single();
    }

    /**
     * The newest cycle that has ended.
     *
     * @param trouble why agents could not be reached in it; null = all could
     */
    public record Last(UUID cycle, @Nullable String trouble) {}

    /** The newest cycle that began since then and has come to a decision. */
    public Optional<Last> last(Instant start) {
        return jdbc.sql("""
                        SELECT id AS cycle,
                               coalesce(report_data->'plan'->'snapshot'->>'unreachable',
                                        jsonb_path_query_first(report_data, '$.runs[*] ? (@.status == "unreachable").message') #>> '{}') AS trouble
                          FROM agent_orchestration_reports
                         WHERE created_at >= :start AND jsonb_typeof(report_data->'plan') = 'object'
                         ORDER BY created_at DESC, id DESC
                         LIMIT 1
                        """)
                .param("start", time(start))
                .query(RecordMapper.of(Last.class))
                .optional();
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}

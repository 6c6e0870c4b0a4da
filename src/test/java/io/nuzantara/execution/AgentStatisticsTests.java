package io.nuzantara.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgentStatisticsTests {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Map<String, String> KEYS = Map.of("a", "found");
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final AgentStatistics statistics = new AgentStatistics(DATABASE.jdbc());

    @Test
    void executionsAreCountedByHowTheyEndedAndWhatTheyFound() {
        ended("a", "completed", false, "{\"found\": 3}", 10);
        ended("a", "completed", false, "{\"found\": 0}", 20);
        ended("a", "completed", true, "{\"found\": \"many\"}", 30);
        ended("a", "failed", false, null, 40);
        ended("a", "cancelled", false, null, 50);
        ended("b", "completed", false, "{\"found\": 3}", 60);

        assertThat(statistics.since(NOW.minus(Duration.ofHours(1)), KEYS))
                .contains(
                        new AgentStatistics.Row("a", 5, 2, 1, 1, 1, 1, 2, 20.0, 29.0, 0),
                        new AgentStatistics.Row("b", 1, 1, 0, 0, 0, 0, 0, 60.0, 60.0, 0));
        assertThat(statistics.since(NOW, KEYS)).isEmpty();
    }

    @Test
    void theDelayIsCountedFromTheOccurrenceThatTheKeyNames() {
        scheduled("c", "cron:c:2026-11-25T19:30[Asia/Makassar]", NOW.minus(Duration.ofMinutes(29)));
        scheduled("d", "cron:d:2026-11-25T11:00:00Z", NOW.minus(Duration.ofMinutes(55)));
        scheduled("d", "cron:d:nonsense", NOW.minus(Duration.ofMinutes(55)));

        assertThat(statistics.delaysSince(NOW.minus(Duration.ofHours(2))))
                .containsEntry("c", List.of(Duration.ofMinutes(1)))
                .containsEntry("d", List.of(Duration.ofMinutes(5)));
    }

    private static void ended(String agent, String status, boolean degraded, @Nullable String result, int seconds) {
        DATABASE.jdbc()
                .sql("""
                        INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, status, degraded, priority, result,
                                                      error_code, created_at, finished_at)
                        VALUES (:id, :agent, 'api', 'test', '{}', :status, :degraded, 5, CAST(:result AS json),
                                CASE WHEN :status = 'failed' THEN 'agent_bug' END, :at, :end)
                        """)
                .param("id", UUID.randomUUID())
                .param("agent", agent)
                .param("status", status)
                .param("degraded", degraded)
                .param("result", result)
                .param("at", utc(NOW.minusSeconds(600)))
                .param("end", utc(NOW.minusSeconds(600 - seconds)))
                .update();
    }

    private static void scheduled(String agent, String key, Instant at) {
        DATABASE.jdbc()
                .sql("""
                        INSERT INTO agent_executions (id, agent, trigger, requested_by, parameters, status, priority, idempotency_key, created_at)
                        VALUES (:id, :agent, 'schedule', 'schedule', '{}', 'started', 5, :key, :at)
                        """)
                .param("id", UUID.randomUUID())
                .param("agent", agent)
                .param("key", key)
                .param("at", utc(at))
                .update();
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}

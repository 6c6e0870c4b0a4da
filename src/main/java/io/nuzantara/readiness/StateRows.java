package io.nuzantara.readiness;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Since when the rows of one place are as they are, kept in {@code readiness_states}. */
final class StateRows {

    private static final Duration KEPT = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final String place;

    /** @param place a host in a role */
    StateRows(JdbcClient jdbc, String place) {
        this.jdbc = jdbc;
        this.place = place;
    }

    /** Remembers the states by row; what has not changed keeps its time. Places that nobody has seen for long are forgotten. */
    Map<String, Instant> remember(Map<String, String> states, Instant now) {
        jdbc.sql("DELETE FROM readiness_states WHERE seen_at < :before")
                .param("before", time(now.minus(KEPT)))
                .update();
        jdbc.sql("""
                        INSERT INTO readiness_states AS known (place, check_id, state, since, seen_at)
                        SELECT :place, row.check_id, row.state, :now, :now
                          FROM unnest(:ids, :states) AS row (check_id, state)
                        ON CONFLICT (place, check_id) DO UPDATE
                           SET state = excluded.state, seen_at = excluded.seen_at,
                               since = CASE WHEN known.state = excluded.state THEN known.since ELSE excluded.since END
                        """)
                .param("place", place)
                .param("now", time(now))
                .param("ids", states.keySet().toArray(String[]::new))
                .param("states", states.values().toArray(String[]::new))
                .update();
        return known(states);
    }

    /** Since when rows are in these states, as far as that is remembered. */
    Map<String, Instant> known(Map<String, String> states) {
        var since = new HashMap<String, Instant>();
        jdbc.sql("SELECT check_id, state, since FROM readiness_states WHERE place = :place")
                .param("place", place)
                .query((row) -> {
                    if (row.getString("state").equals(states.get(row.getString("check_id")))) {
                        since.put(
                                row.getString("check_id"),
                                row.getObject("since", OffsetDateTime.class).toInstant());
                    }
                });
        return since;
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}

package io.nuzantara.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordMapperTests {

    private static final String ROW = """
            SELECT 'trainer' AS agent_name, 3 AS done, timestamptz '2026-11-30 04:00:00Z' AS started_at,
                   timestamptz '2026-11-30 05:00:00Z' AS completed_at, NULL::timestamptz AS cancelled_at, NULL::int AS failed_items,
                   'WARM' AS state, ARRAY['a', 'b'] AS warnings
            """;

    private enum State {
        COLD,
        WARM
    }

    private record Row(
            String agentName,
            int done,
            OffsetDateTime startedAt,
            Instant completedAt,
            @Nullable Instant cancelledAt,
            @Nullable Integer failedItems,
            State state,
            List<String> warnings) {}

    @Test
    void aComponentIsTheColumnOfItsWordsJoinedByUnderscores() {
        var row = TestDatabase.create()
                .jdbc()
                .sql(ROW)
                .query(RecordMapper.of(Row.class))
                .single();

        assertThat(row)
                .isEqualTo(new Row(
                        "trainer",
                        3,
                        OffsetDateTime.parse("2026-11-30T04:00:00Z"),
                        Instant.parse("2026-11-30T05:00:00Z"),
                        null,
                        null,
                        State.WARM,
                        List.of("a", "b")));
    }

    /** An exception costs more than the row, and there would be one for each component of each row. */
    @Test
    void theDriverIsAskedForNothingThatItRefuses() {
        var refused = new ArrayList<String>();

        TestDatabase.create()
                .jdbc()
                .sql(ROW)
                .query((row, number) -> RecordMapper.of(Row.class).mapRow(writingDownRefusals(row, refused), number))
                .single();

        assertThat(refused).isEmpty();
    }

    @Test
    void aMapperIsMadeOnce() {
        assertThat(RecordMapper.of(Row.class)).isSameAs(RecordMapper.of(Row.class));
    }

    private static ResultSet writingDownRefusals(ResultSet row, List<String> refused) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            try {
                return method.invoke(row, arguments);
            } catch (InvocationTargetException e) {
                refused.add(method.getName() + " " + Arrays.toString(arguments));
                throw e.getCause();
            }
        };
        return (ResultSet) Proxy.newProxyInstance(
                RecordMapperTests.class.getClassLoader(), new Class<?>[] {ResultSet.class}, handler);
    }
}

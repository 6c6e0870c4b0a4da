package io.nuzantara.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.convert.support.DefaultConversionService;

class RecordMapperTests {

    private static final String ROW = """
            SELECT 'trainer' AS agent_name, 3 AS done, timestamptz '2026-11-30 04:00:00Z' AS started_at, NULL::int AS failed_items,
                   'WARM' AS state
            """;

    private enum State {
        COLD,
        WARM
    }

    private record Row(
            String agentName,
            int done,
            OffsetDateTime startedAt,
            @Nullable Integer failedItems,
            State state) {}

    @Test
    void aComponentIsTheColumnOfItsWordsJoinedByUnderscores() {
        var rows = TestDatabase.create()
                .jdbc()
                .sql(ROW)
                .query(RecordMapper.of(Row.class))
                .list();

        assertThat(rows)
                .containsExactly(new Row("trainer", 3, OffsetDateTime.parse("2026-11-30T04:00:00Z"), null, State.WARM));
    }

    /** What the driver answers to a name that no column has is an exception, and that for every component of every row. */
    @Test
    void onlyColumnsThatAreThereAreAskedFor() {
        var asked = new ArrayList<String>();

        TestDatabase.create()
                .jdbc()
                .sql(ROW)
                .query((row, number) -> RecordMapper.of(Row.class).mapRow(writingDownNames(row, asked), number))
                .list();

        assertThat(asked).containsExactly("agent_name", "done", "started_at", "failed_items", "state");
    }

    @Test
    void aMapperIsMadeOnce() {
        assertThat(RecordMapper.of(Row.class)).isSameAs(RecordMapper.of(Row.class));
    }

    private record Said(Optional<String> word) {}

    @Test
    void valuesAreConvertedAsOneSays() {
        var conversions = new DefaultConversionService();
        conversions.addConverter(String.class, Optional.class, Optional::of);

        assertThat(TestDatabase.create()
                        .jdbc()
                        .sql("SELECT 'seven' AS word")
                        .query(RecordMapper.of(Said.class, conversions))
                        .single())
                .isEqualTo(new Said(Optional.of("seven")));
    }

    private static ResultSet writingDownNames(ResultSet row, List<String> asked) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("findColumn")) {
                asked.add((String) arguments[0]);
            }
            try {
                return method.invoke(row, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() instanceof SQLException refused ? refused : e;
            }
        };
        return (ResultSet) Proxy.newProxyInstance(
                RecordMapperTests.class.getClassLoader(), new Class<?>[] {ResultSet.class}, handler);
    }
}

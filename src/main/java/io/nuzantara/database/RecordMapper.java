package io.nuzantara.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.RowMapper;

/**
 * Maps rows to records: the component {@code startedAt} is the column {@code started_at}, an array is a list.
 *
 * <p>Spring's own mapper asks for a column {@code startedat} first, and for types that the driver does not know, and takes the
 * exception it gets for a no, in each row: three to five times the cost of reading it.
 *
 * @see <a href="https://docs.spring.io/spring-framework/docs/current/javadoc-api/org/springframework/jdbc/core/DataClassRowMapper.html">
 *     DataClassRowMapper</a>
 */
public final class RecordMapper {

    private static final ClassValue<RowMapper<?>> MAPPERS = new ClassValue<>() {
        @Override
        protected RowMapper<?> computeValue(Class<?> type) {
            return new Asking<>(type);
        }
    };

    private RecordMapper() {}

    /**
     * The mapper to this record, made once.
     *
     * @param type its components are named as the columns of the query, each of which is there
     */
    @SuppressWarnings("unchecked")
    public static <T extends Record> RowMapper<T> of(Class<T> type) {
        return (RowMapper<T>) MAPPERS.get(type);
    }

    /** Asks the driver for nothing that it refuses. */
    private static final class Asking<T> extends DataClassRowMapper<T> {

        private static final Map<String, String> COLUMNS = new ConcurrentHashMap<>();

        Asking(Class<T> type) {
            super(type);
        }

        @Override
        protected String lowerCaseName(@Nullable String name) {
            var column = name == null ? "" : COLUMNS.get(name);
            return column == null ? COLUMNS.computeIfAbsent(name, this::underscoreName) : column;
        }

        @Override
        protected @Nullable Object getColumnValue(ResultSet row, int index, Class<?> type) throws SQLException {
            if (type == Instant.class) {
                var time = row.getObject(index, OffsetDateTime.class);
                return time == null ? null : time.toInstant();
            }
            if (type == List.class) {
                var array = row.getArray(index);
                return array == null ? null : List.of((Object[]) array.getArray());
            }
            return super.getColumnValue(row, index, type);
        }
    }
}

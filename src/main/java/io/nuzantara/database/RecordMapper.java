package io.nuzantara.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionService;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.RowMapper;

/**
 * Maps rows to records: the component {@code startedAt} is the column {@code started_at}.
 *
 * <p>Spring's own mapper asks for a column {@code startedat} first, and for an {@code Instant}, which the driver does not know, and
 * takes the exception it gets for a no, in each row: five times the cost of reading it.
 *
 * @see <a href="https://docs.spring.io/spring-framework/docs/current/javadoc-api/org/springframework/jdbc/core/DataClassRowMapper.html">
 *     DataClassRowMapper</a>
 */
public final class RecordMapper<T> extends DataClassRowMapper<T> {

    private static final ClassValue<RecordMapper<?>> MAPPERS = new ClassValue<>() {
        @Override
        protected RecordMapper<?> computeValue(Class<?> type) {
            return new RecordMapper<>(type);
        }
    };

    private static final Map<String, String> COLUMNS = new ConcurrentHashMap<>();

    private RecordMapper(Class<T> type) {
        super(type);
    }

    /**
     * The mapper to this record, made once.
     *
     * @param type its components are named as the columns of the query, each of which is there
     */
    @SuppressWarnings("unchecked")
    public static <T extends Record> RowMapper<T> of(Class<T> type) {
        return (RowMapper<T>) MAPPERS.get(type);
    }

    /**
     * A mapper for values that need other conversions than Spring's.
     *
     * @param conversions what turns the driver's values into those of the components
     */
    public static <T extends Record> RowMapper<T> of(Class<T> type, ConversionService conversions) {
        var mapper = new RecordMapper<>(type);
        mapper.setConversionService(conversions);
        return mapper;
    }

    @Override
    protected String lowerCaseName(@Nullable String name) {
        return name == null ? "" : COLUMNS.computeIfAbsent(name, this::underscoreName);
    }

    @Override
    protected @Nullable Object getColumnValue(ResultSet row, int index, Class<?> type) throws SQLException {
        if (type == Instant.class) {
            var time = row.getObject(index, OffsetDateTime.class);
            return time == null ? null : time.toInstant();
        }
        return super.getColumnValue(row, index, type);
    }
}

package io.nuzantara.telemetry;

import io.nuzantara.database.RecordMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How fast and how often wrong our answers are, from the request log. */
@Component
public class Endpoints {

    private final JdbcClient jdbc;
    private final Clock clock;

    Endpoints(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Figures of the time that ends now, endpoints by their total time, slowest first. */
    public Window window(Duration length) {
        return window(clock.instant().minus(length), clock.instant());
    }

    /** Figures of requests answered after {@code from} and not after {@code to}. */
    public Window window(Instant from, Instant to) {
        var rows = jdbc.sql("""
                        SELECT /* nuzantara:telemetry */ method, endpoint,
                               count(*) AS requests,
                               avg(response_time_ms) AS avg_ms,
                               percentile_cont(0.5) WITHIN GROUP (ORDER BY response_time_ms) AS p50_ms,
                               percentile_cont(0.95) WITHIN GROUP (ORDER BY response_time_ms) AS p95_ms,
                               percentile_cont(0.99) WITHIN GROUP (ORDER BY response_time_ms) AS p99_ms,
                               count(*) FILTER (WHERE status_code >= 500) AS errors
                          FROM api_request_logs
                         WHERE timestamp > :from AND timestamp <= :to
                         GROUP BY GROUPING SETS ((method, endpoint), ())
                         ORDER BY sum(response_time_ms) DESC, method, endpoint
                        """)
                .param("from", OffsetDateTime.ofInstant(from, ZoneOffset.UTC))
                .param("to", OffsetDateTime.ofInstant(to, ZoneOffset.UTC))
                .query(RecordMapper.of(Row.class))
                .list();
        var overall = rows.stream()
                .filter(row -> row.endpoint() == null && row.requests() > 0)
                .map(Row::figures);
        var endpoints = rows.stream().filter(row -> row.endpoint() != null).map(Row::figures);
        return new Window(from, to, overall.findFirst(), endpoints.toList());
    }

    /**
     * How many requests were answered, and how many of them with a status of 500 or more.
     */
    public record Answers(long requests, long errors) {}

    /** Answers after {@code from} and not after {@code to}, counted without their times. */
    public Answers answers(Instant from, Instant to) {
        return jdbc.sql("""
                        SELECT /* nuzantara:telemetry */ count(*) AS requests, count(*) FILTER (WHERE status_code >= 500) AS errors
                          FROM api_request_logs
                         WHERE timestamp > :from AND timestamp <= :to
                        """)
                .param("from", OffsetDateTime.ofInstant(from, ZoneOffset.UTC))
                .param("to", OffsetDateTime.ofInstant(to, ZoneOffset.UTC))
                .query(RecordMapper.of(Answers.class))
                .single();
    }

    /**
     * All endpoints over one time.
     *
     * @param overall over all endpoints; empty when there was no request
     */
    public record Window(Instant from, Instant to, Optional<Figures> overall, List<Figures> endpoints) {
        public Window {
            endpoints = List.copyOf(endpoints);
        }
    }

    /**
     * Figures of one endpoint, or of all together ({@code *}).
     *
     * @param endpoint the route's template, {@code (none)} = requests without a route
     * @param requests at least 1
     * @param errors answers with a status of 500 or more
     */
    public record Figures(
            String method,
            String endpoint,
            long requests,
            double avgMs,
            double p50Ms,
            double p95Ms,
            double p99Ms,
            long errors) {

        /** Share of requests answered with a status of 500 or more, 0 to 1. */
        public double errorShare() {
            return (double) errors / requests;
        }
    }

    private record Row(
            @Nullable String method,
            @Nullable String endpoint,
            long requests,
            @Nullable Double avgMs,
            @Nullable Double p50Ms,
            @Nullable Double p95Ms,
            @Nullable Double p99Ms,
            long errors) {

        Figures figures() {
            return new Figures(
                    method == null ? "*" : method,
                    endpoint == null ? "*" : endpoint,
                    requests,
                    read(avgMs),
                    read(p50Ms),
                    read(p95Ms),
                    read(p99Ms),
                    errors);
        }

        private static double read(@Nullable Double figure) {
            return figure == null ? Double.NaN : figure;
        }
    }
}

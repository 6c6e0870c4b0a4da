package io.nuzantara.orchestrator;

import io.nuzantara.telemetry.Metric;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads metrics one after the other within one read-only transaction, so that they all show the same moment. Each has two
 * seconds and a savepoint of its own: one that is slow or broken is unknown and harms no other.
 */
final class MetricReader {

    private static final Logger log = LoggerFactory.getLogger(MetricReader.class);

    /** PostgreSQL manual, appendix A. */
    private static final String QUERY_CANCELED = "57014";

    private final JdbcClient jdbc;
    private final TransactionTemplate whole;
    private final TransactionTemplate each;
    private final List<Source> sources;

    /** Metrics that are read together. */
    record Source(List<String> ids, Supplier<Map<String, Metric>> metrics) {
        Source {
            ids = List.copyOf(ids);
        }

        /** One metric by itself. */
        static Source of(String id, Supplier<Metric> metric) {
            return new Source(List.of(id), () -> Map.of(id, metric.get()));
        }

        private Map<String, Metric> unknown(String reason) {
            var metrics = new LinkedHashMap<String, Metric>();
            ids.forEach(id -> metrics.put(id, Metric.unknown(reason)));
            return metrics;
        }
    }

    MetricReader(JdbcClient jdbc, PlatformTransactionManager transactions, List<Source> sources) {
        this.jdbc = jdbc;
        this.whole = new TransactionTemplate(transactions);
        this.whole.setReadOnly(true);
        this.whole.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.each = new TransactionTemplate(transactions);
        this.each.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.sources = List.copyOf(sources);
    }

    /** Every metric it reads, in order. */
    List<String> ids() {
        return sources.stream().flatMap(source -> source.ids().stream()).toList();
    }

    /** Reads all; each is told as soon as it is known, so that a reader who stops waiting keeps what there is. */
    void read(BiConsumer<String, Metric> seen) {
        whole.executeWithoutResult(_ -> sources.forEach(source -> read(source).forEach(seen)));
    }

    private Map<String, Metric> read(Source source) {
        try {
            return each.execute(_ -> {
                jdbc.sql("SET LOCAL statement_timeout TO '2s'").update();
                return source.metrics().get();
            });
        } catch (RuntimeException e) {
            log.warn("Metrics {} are unknown", source.ids(), e);
            return source.unknown(isTimeout(e) ? "reading took longer than 2 s" : "it could not be read");
        }
    }

    private static boolean isTimeout(Throwable fault) {
        var root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof SQLException cause && QUERY_CANCELED.equals(cause.getSQLState());
    }
}

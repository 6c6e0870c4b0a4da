package io.nuzantara.telemetry;

import jakarta.annotation.PreDestroy;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The request log: requests put entries into a bounded queue and go on; a timer writes them in batches. When the queue is
 * full or the database is away, entries are dropped and counted, requests never wait.
 */
@Component
class RequestLog {

    private static final Logger log = LoggerFactory.getLogger(RequestLog.class);
    private static final int CAPACITY = 20_000;
    private static final int BATCH = 1_000;

    private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final LongAdder dropped = new LongAdder();
    private final ReentrantLock writing = new ReentrantLock();
    private final JdbcTemplate jdbc;

    RequestLog(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** One answered request. */
    record Entry(String endpoint, String method, int status, double millis, Instant at) {}

    /** Takes an entry without waiting. */
    void add(Entry entry) {
        if (!queue.offer(entry)) {
            dropped.increment();
        }
    }

    /** Entries that were lost since the start. */
    long dropped() {
        return dropped.sum();
    }

    /** Writes what waits; one writer at a time. */
    @PreDestroy
    void flush() {
        if (!writing.tryLock()) {
            return;
        }
        try {
            var batch = new ArrayList<Entry>(BATCH);
            while (queue.drainTo(batch, BATCH) > 0) {
                write(batch);
                batch.clear();
            }
        } finally {
            writing.unlock();
        }
    }

    private void write(List<Entry> batch) {
        try {
            jdbc.batchUpdate("""
                    INSERT /* nuzantara:telemetry */ INTO api_request_logs
                           (endpoint, method, status_code, response_time_ms, timestamp)
                    VALUES (?, ?, ?, ?, ?)
                    """, batch, batch.size(), (row, entry) -> {
                row.setString(1, entry.endpoint());
                row.setString(2, entry.method());
                row.setInt(3, entry.status());
                row.setDouble(4, entry.millis());
                row.setTimestamp(5, Timestamp.from(entry.at()));
            });
        } catch (DataAccessException e) {
            dropped.add(batch.size());
            log.warn("{} entries of the request log were dropped, the database did not take them", batch.size(), e);
        }
    }
}

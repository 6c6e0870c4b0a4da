package io.nuzantara.execution.crash;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps a number of executions under way: starts them on whichever node lives, and decides what waits for a decision. */
final class Work {

    private static final long AGAIN = 1_000_000_000L;

    private final JdbcClient jdbc;
    private final Random random;
    private final Supplier<List<Node>> ready;
    private final Map<String, UUID> accepted = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();
    private final AtomicInteger starting = new AtomicInteger();
    private final Map<UUID, Long> decided = new ConcurrentHashMap<>();
    private int number;

    Work(JdbcClient jdbc, Random random, Supplier<List<Node>> ready) {
        this.jdbc = jdbc;
        this.random = random;
        this.ready = ready;
    }

    /** Starts as many executions as are missing. */
    void keepUnderWay(int wanted) {
        for (var missing = wanted - unfinished(); missing > 0; missing--) {
            start("w" + ++number, kind());
        }
    }

    private record Kind(String agent, List<String> parameters) {
        Kind(String agent, String... parameters) {
            this(agent, List.of(parameters));
        }
    }

    private Kind kind() {
        var latency = "latency=" + (10 + random.nextInt(120));
        return switch (random.nextInt(8)) {
            case 0, 1 -> new Kind("steps_probe", latency);
            case 2, 3 -> new Kind("approval_probe", latency);
            case 4 -> new Kind("items_probe", latency, "kind=mixed", "items=60");
            default -> new Kind("items_probe", latency, "kind=remote", "items=" + (10 + random.nextInt(30)));
        };
    }

    private void start(String key, Kind kind) {
        starting.incrementAndGet();
        Thread.startVirtualThread(() -> {
            try {
                startSomewhere(key, kind);
            } finally {
                starting.decrementAndGet();
            }
        });
    }

    /** A node that dies or loses the database before it answers leaves open whether it accepted: the same key again, on another one. */
    private void startSomewhere(String key, Kind kind) {
        while (!accepted.containsKey(key)) {
            try {
                var node = anyReady();
                accepted.put(
                        key, node.start(kind.agent(), key, kind.parameters().toArray(String[]::new)));
            } catch (Node.Died | Node.Away _) {
                pause();
            } catch (IllegalStateException e) {
                violations.add("start of " + key + ": " + e.getMessage());
                return;
            }
        }
    }

    private Node anyReady() {
        while (true) {
            var nodes = ready.get();
            if (!nodes.isEmpty()) {
                return nodes.get(ThreadLocalRandom.current().nextInt(nodes.size()));
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Executions that were asked for and are not final. */
    int unfinished() {
        return starting.get()
                + jdbc.sql("SELECT count(*) FROM agent_executions WHERE finished_at IS NULL")
                        .query(Integer.class)
                        .single();
    }

    private record Pending(UUID id, String payloadHash) {}

    /** Approves what waits; asked again when a second later it still waits. */
    void decide() {
        jdbc
                .sql("SELECT id, payload_hash FROM approvals WHERE status = 'pending'")
                .query((row, line) -> new Pending(row.getObject("id", UUID.class), row.getString("payload_hash")))
                .list()
                .stream()
                .filter(pending -> decided.getOrDefault(pending.id(), 0L) < System.nanoTime() - AGAIN)
                .forEach(this::approve);
    }

    private void approve(Pending pending) {
        decided.put(pending.id(), System.nanoTime());
        Thread.startVirtualThread(() -> {
            try {
                anyReady().ask("approve " + pending.id() + " " + pending.payloadHash());
            } catch (Node.Died _) {
                // still pending, or decided: the next look tells
            }
        });
    }

    /** The executions that nodes said they had accepted, by key. */
    Map<String, UUID> accepted() {
        return Map.copyOf(accepted);
    }

    List<String> violations() {
        return List.copyOf(violations);
    }
}

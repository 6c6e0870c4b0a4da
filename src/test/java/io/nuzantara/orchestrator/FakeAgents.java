package io.nuzantara.orchestrator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.nuzantara.api.AgentsStatus;
import io.nuzantara.api.AgentsStatus.AgentStatus;
import io.nuzantara.api.ExecutionView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * An agents service on loopback that speaks the contract: executions by idempotency key, each final at the second look. Answers
 * can be replaced by faults, one for each call, in order.
 */
final class FakeAgents implements AutoCloseable {

    static final String TOKEN = "test-token";
    static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private static final String RUN = "/api/autonomous-agents/";
    private static final String EXECUTIONS = "/api/autonomous-agents/executions/";

    private final HttpServer server;
    private final Instant now;
    private final Map<String, AgentFacts> agents = new LinkedHashMap<>();
    private final Map<String, String> ends = new HashMap<>();
    private final Map<String, UUID> byKey = new HashMap<>();
    private final Map<UUID, String> agentOf = new HashMap<>();
    private final Map<UUID, Integer> looks = new HashMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<String> keys = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private final AtomicInteger notModified = new AtomicInteger();
    private String version = "1.2.0";
    private int openNow;
    private int mostOpen;

    /** What is answered instead of the contract's answer. */
    interface Fault {
        void answer(HttpExchange exchange) throws IOException;
    }

    FakeAgents(Instant now) {
        try {
            this.now = now;
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", this::handle);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized FakeAgents with(TestAgent... more) {
        for (var agent : more) {
            agents.put(agent.facts().id(), agent.facts());
        }
        return this;
    }

    /** What its status says it is. */
    synchronized FakeAgents ofVersion(String text) {
        version = text;
        return this;
    }

    /** How executions of this agent end; {@code completed} unless said otherwise; {@code running} = never. */
    synchronized FakeAgents ending(String agent, String status) {
        ends.put(agent, status);
        return this;
    }

    synchronized FakeAgents failing(Fault... more) {
        faults.addAll(List.of(more));
        return this;
    }

    static Fault status(int status) {
        return exchange -> send(exchange, status, "text/plain", "no");
    }

    static Fault tooMany(String retryAfter) {
        return exchange -> {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
            send(exchange, 429, "application/problem+json", "{\"code\":\"too-many-requests\"}");
        };
    }

    static Fault garbage() {
        return exchange -> send(exchange, 202, "application/json", "{\"execution_id\": [");
    }

    static Fault broken() {
        return HttpExchange::close;
    }

    static Fault problem(int status, String json) {
        return exchange -> send(exchange, status, "application/problem+json", json);
    }

    synchronized List<String> keys() {
        return List.copyOf(keys);
    }

    synchronized List<String> bodies() {
        return List.copyOf(bodies);
    }

    synchronized int executions() {
        return byKey.size();
    }

    /** Most executions that were open at the same time. */
    synchronized int mostOpen() {
        return mostOpen;
    }

    /** An execution that was started by somebody else. */
    synchronized UUID foreign(String agent) {
        return start("foreign-" + agent, agent);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var fault = next(exchange);
            if (fault == null) {
                answer(exchange);
            } else {
                fault.answer(exchange);
            }
        }
    }

    private synchronized @Nullable Fault next(HttpExchange exchange) throws IOException {
        var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (key != null) {
            keys.add(key);
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        }
        return faults.poll();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "application/problem+json", "{\"code\":\"unauthenticated\",\"detail\":\"No token.\"}");
        } else if (path.endsWith("/status")) {
            json(exchange, 200, status());
        } else if (path.startsWith(EXECUTIONS)) {
            tagged(exchange, JSON.writeValueAsString(look(UUID.fromString(path.substring(EXECUTIONS.length())))));
        } else {
            var agent = path.substring(RUN.length(), path.indexOf("/run")).replace('-', '_');
            var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            json(exchange, 202, view(start(String.valueOf(key), agent), agent, "started"));
        }
    }

    private synchronized UUID start(String key, String agent) {
        return byKey.computeIfAbsent(key, _ -> {
            var id = UUID.randomUUID();
            agentOf.put(id, agent);
            mostOpen = Math.max(mostOpen, ++openNow);
            return id;
        });
    }

    private synchronized ExecutionView look(UUID id) {
        var agent = String.valueOf(agentOf.get(id));
        var end = ends.getOrDefault(agent, "completed");
        var isEnd = looks.merge(id, 1, Integer::sum) > 1 && !end.equals("running");
        if (isEnd && looks.getOrDefault(id, 0) == 2) {
            openNow--;
        }
        return view(id, agent, isEnd ? end : "running");
    }

    private ExecutionView view(UUID id, String agent, String status) {
        var failed = status.equals("failed");
        var done = status.equals("completed");
        return new ExecutionView(
                id,
                agent,
                status,
                done ? "Done." : null,
                now,
                done || failed || status.equals("cancelled") ? now.plusSeconds(42) : null,
                done ? Map.of("things_found", 7, "message", "Done.") : null,
                failed ? "It broke." : null,
                null,
                "cycle",
                "service",
                Map.of(),
                now,
                false,
                List.of(),
                failed ? "agent_bug" : null,
                new ExecutionView.State("working", 1, "node", now, null, null, null, 3),
                new ExecutionView.Progress(0, 0, 0),
                ExecutionView.Cost.usd(0, BigDecimal.ZERO),
                List.of(),
                List.of(),
                null,
                ExecutionView.Links.of(id, status, 0, null));
    }

    private synchronized AgentsStatus status() {
        var shown = agents.values().stream().map(FakeAgents::shown).toList();
        return new AgentsStatus(true, 1, shown.size(), shown, 0, now, version, null);
    }

    private static AgentStatus shown(AgentFacts agent) {
        var range = agent.daysBack();
        return new AgentStatus(
                agent.id(),
                agent.name(),
                "An agent.",
                "daily",
                agent.priority(),
                agent.usualDuration().toMinutes(),
                agent.cron(),
                agent.zone(),
                agent.enabled(),
                agent.heavy(),
                agent.cooldown().toMinutes(),
                agent.dependencies(),
                range == null
                        ? List.of()
                        : List.of(new AgentsStatus.Parameter("days_back", "integer", "", 7, range.min(), range.max())),
                agent.backlog(),
                agent.consecutiveFailures(),
                null,
                agent.lastStartedAt(),
                agent.lastCompletedAt(),
                agent.lastStatus(),
                null,
                null,
                null);
    }

    private void tagged(HttpExchange exchange, String body) throws IOException {
        var tag = '"' + Integer.toHexString(body.hashCode()) + '"';
        exchange.getResponseHeaders().set("ETag", tag);
        if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            notModified.incrementAndGet();
            exchange.sendResponseHeaders(304, -1);
        } else {
            send(exchange, 200, "application/json", body);
        }
    }

    /** Looks at an execution that was answered with: as before. */
    int notModified() {
        return notModified.get();
    }

    private static void json(HttpExchange exchange, int status, Object body) throws IOException {
        send(exchange, status, "application/json", JSON.writeValueAsString(body));
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package io.nuzantara.execution;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What items may know of their execution, read once a process: it does not change while they are worked on. */
@Component
class ItemFacts {

    private static final int KEPT = 64;

    private final JdbcClient jdbc;
    private final Steps steps;
    private final JsonMapper json;
    private final Map<UUID, Facts> known = Collections.synchronizedMap(new Recent());

    ItemFacts(JdbcClient jdbc, Steps steps, JsonMapper json) {
        this.jdbc = jdbc;
        this.steps = steps;
        this.json = json;
    }

    private static final class Recent extends LinkedHashMap<UUID, Facts> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Facts> eldest) {
            return size() > KEPT;
        }
    }

    private record Facts(
            String agent,
            Parameters parameters,
            Instant acceptedAt,
            @Nullable String traceparent,
            Map<String, Object> outputs) {}

    /** The context of one attempt. */
    Context context(Item item) {
        return new Context(item.execution(), known.computeIfAbsent(item.execution(), this::read));
    }

    /** The agent whose items these are. */
    String agent(UUID execution) {
        return known.computeIfAbsent(execution, this::read).agent();
    }

    /** Where the trace of the execution stood when it was accepted. */
    @Nullable
    String traceparent(UUID execution) {
        return known.computeIfAbsent(execution, this::read).traceparent();
    }

    private Facts read(UUID execution) {
        return jdbc.sql("SELECT agent, parameters, created_at, traceparent FROM agent_executions WHERE id = :id")
                .param("id", execution)
                .query((row, number) -> new Facts(
                        row.getString("agent"),
                        Parameters.parse(json, row.getString("parameters")),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getString("traceparent"),
                        Collections.synchronizedMap(new LinkedHashMap<>())))
                .single();
    }

    /** What one attempt knows, and what it has spent. */
    final class Context implements ItemContext {

        private final UUID execution;
        private final Facts facts;
        private long tokens;
        private BigDecimal cost = BigDecimal.ZERO;

        private Context(UUID execution, Facts facts) {
            this.execution = execution;
            this.facts = facts;
        }

        @Override
        public Parameters parameters() {
            return facts.parameters();
        }

        @Override
        public Instant acceptedAt() {
            return facts.acceptedAt();
        }

        @Override
        public <T> T output(String step, Class<T> type) {
            return type.cast(facts.outputs().computeIfAbsent(step, name -> recorded(name, type)));
        }

        private <T> T recorded(String step, Class<T> type) {
            var output = steps.output(execution, step)
                    .orElseThrow(() -> new IllegalArgumentException("no completed step " + step));
            try {
                return json.readValue(output, type);
            } catch (JacksonException e) {
                throw new StepIncompatible(step, e);
            }
        }

        @Override
        public void spent(long moreTokens, BigDecimal moreCost) {
            tokens += moreTokens;
            cost = cost.add(moreCost);
        }

        LaneItems.Spent spent() {
            return new LaneItems.Spent(tokens, cost);
        }
    }
}

package io.nuzantara.execution;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** An internal agent whose work each test says itself, by name. */
public class ProbeAgent implements Agent {

    /** Contributes the agent to the shared test context. */
    @TestConfiguration(proxyBeanMethods = false)
    public static class Configuration {
        @Bean
        ProbeAgent probeAgent() {
            return new ProbeAgent();
        }
    }

    private final Map<String, Function<Execution, Outcome>> works = new ConcurrentHashMap<>();
    private final Map<String, BiFunction<Item, ItemContext, Object>> itemWorks = new ConcurrentHashMap<>();
    private final Map<String, ItemHandler<?>> lent = new ConcurrentHashMap<>();
    private final Map<String, BiConsumer<Item, Object>> saves = new ConcurrentHashMap<>();

    /** What executions with the parameter {@code work = name} do. */
    public void teach(String name, Function<Execution, Outcome> work) {
        works.put(name, work);
    }

    /** What is done with items of executions with the parameter {@code work = name}; all have the kind {@code probe}. */
    public void teachItems(String name, BiFunction<Item, ItemContext, Object> work, BiConsumer<Item, Object> save) {
        itemWorks.put(name, work);
        saves.put(name, save);
    }

    @Override
    public AgentDescriptor descriptor() {
        return new AgentDescriptor(
                "probe",
                "Probe",
                "Does what a test says",
                "",
                5,
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                Duration.ZERO,
                false,
                List.of(),
                List.of(new ParameterSpec.Text("work", "name of the work")),
                true);
    }

    @Override
    public Outcome run(Execution execution) {
        var work = execution.parameters().values().getOrDefault("work", "");
        return works.getOrDefault(work.toString(), unknown -> new Outcome.Completed("", Map.of()))
                .apply(execution);
    }

    private record Kept(String work, Object result) {}

    /** Works on items of other kinds with the handlers of another agent. */
    public void lend(Map<String, ItemHandler<?>> handlers) {
        lent.putAll(handlers);
    }

    @Override
    public Map<String, ItemHandler<?>> itemHandlers() {
        var handlers = new HashMap<>(lent);
        handlers.put("probe", new Taught());
        return handlers;
    }

    private final class Taught implements ItemHandler<Kept> {
        @Override
        public Kept work(Item item, ItemContext context) {
            var work = context.parameters().text("work");
            return new Kept(work, Objects.requireNonNull(itemWorks.get(work)).apply(item, context));
        }

        @Override
        public void save(Item item, Kept result) {
            Objects.requireNonNull(saves.get(result.work())).accept(item, result.result());
        }
    }
}

package io.nuzantara.orchestrator;

import io.nuzantara.api.AgentsStatus;
import io.nuzantara.orchestrator.Snapshot.Reading;
import io.nuzantara.telemetry.Metric;
import io.nuzantara.trace.Traces;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at everything a decision needs, at once and for a few seconds at most; what did not answer in time is unknown. */
final class SystemObserver {

    private static final Logger log = LoggerFactory.getLogger(SystemObserver.class);
    private static final Duration AGENTS_WITHIN = Duration.ofSeconds(4);

    private final AgentsClient agents;
    private final MetricReader metrics;
    private final AgentsReading reading;
    private final Duration within;
    private final Traces traces;
    private final Clock clock;

    /**
     * An observer of the agents service and these metrics.
     *
     * @param within how long one observation may take
     */
    SystemObserver(
            AgentsClient agents,
            MetricReader metrics,
            AgentsReading reading,
            Duration within,
            Traces traces,
            Clock clock) {
        this.agents = agents;
        this.metrics = metrics;
        this.reading = reading;
        this.within = within;
        this.traces = traces;
        this.clock = clock;
    }

    /** An observer that asks the agents service over another client. */
    SystemObserver asking(AgentsClient other) {
        return new SystemObserver(other, metrics, reading, within, traces, clock);
    }

    /** What the system looks like now. */
    Snapshot observe() {
        var seen = new ConcurrentHashMap<String, Metric>();
        var answers = ask(List.of(() -> agents.status(AGENTS_WITHIN), () -> {
            metrics.read(seen::put);
            return seen;
        }));
        var readings = metrics.ids().stream()
                .map(id -> reading(id, seen, answers.getLast()))
                .toList();
        return reading.snapshot(clock.instant(), readings, status(answers.getFirst()));
    }

    private List<Future<Object>> ask(List<Callable<Object>> questions) {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            return threads.invokeAll(
                    questions.stream().map(traces::carried).toList(), within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Pause.Interrupted(e);
        } finally {
            threads.shutdownNow();
        }
    }

    @SuppressWarnings("unchecked")
    private Answer<AgentsStatus> status(Future<Object> answer) {
        return answer.state() == Future.State.SUCCESS
                ? (Answer<AgentsStatus>) answer.resultNow()
                : new Answer.Missing<>(trouble("agents", answer));
    }

    private Reading reading(String id, Map<String, Metric> seen, Future<Object> answer) {
        @Nullable Metric metric = seen.get(id);
        return switch (metric) {
            case Metric.Known(var value) -> new Reading(id, value, null);
            case Metric.Unknown(var reason) -> new Reading(id, null, reason);
            case null -> new Reading(id, null, trouble(id, answer));
        };
    }

    private String trouble(String name, Future<Object> answer) {
        if (answer.state() == Future.State.CANCELLED) {
            return "no answer within " + Words.duration(within);
        }
        log.warn(
                "{} could not be observed", name, answer.state() == Future.State.FAILED ? answer.exceptionNow() : null);
        return "it could not be read; the log says why";
    }
}

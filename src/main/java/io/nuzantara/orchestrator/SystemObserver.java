package io.nuzantara.orchestrator;

import io.nuzantara.api.AgentsStatus;
import io.nuzantara.orchestrator.Snapshot.Reading;
import io.nuzantara.telemetry.Metric;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at everything a decision needs, at once and for a few seconds at most; what did not answer in time is unknown. */
final class SystemObserver {

    private static final Logger log = LoggerFactory.getLogger(SystemObserver.class);
    private static final Duration AGENTS_WITHIN = Duration.ofSeconds(4);

    private final AgentsClient agents;
    private final List<Source> sources;
    private final AgentsReading reading;
    private final Duration within;
    private final Clock clock;

    /** Metrics that are read together, by id. */
    record Source(String name, Supplier<Map<String, Metric>> metrics) {}

    /**
     * An observer of the agents service and these sources of metrics.
     *
     * @param sources each that does not answer is one unknown reading of its name
     * @param within how long one observation may take
     */
    SystemObserver(AgentsClient agents, List<Source> sources, AgentsReading reading, Duration within, Clock clock) {
        this.agents = agents;
        this.sources = List.copyOf(sources);
        this.reading = reading;
        this.within = within;
        this.clock = clock;
    }

    /** What the system looks like now. */
    Snapshot observe() {
        var questions = new ArrayList<Callable<Object>>();
        questions.add(() -> agents.status(AGENTS_WITHIN));
        sources.forEach(source -> questions.add(() -> source.metrics().get()));
        var answers = ask(questions);
        var readings = new ArrayList<Reading>();
        for (var i = 0; i < sources.size(); i++) {
            readings.addAll(readings(sources.get(i).name(), answers.get(i + 1)));
        }
        return reading.snapshot(clock.instant(), readings, status(answers.getFirst()));
    }

    private List<Future<Object>> ask(List<Callable<Object>> questions) {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            return threads.invokeAll(questions, within.toMillis(), TimeUnit.MILLISECONDS);
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

    @SuppressWarnings("unchecked")
    private List<Reading> readings(String name, Future<Object> answer) {
        return answer.state() == Future.State.SUCCESS
                ? ((Map<String, Metric>) answer.resultNow())
                        .entrySet().stream()
                                .map(entry -> reading(entry.getKey(), entry.getValue()))
                                .toList()
                : List.of(new Reading(name, null, trouble(name, answer)));
    }

    private static Reading reading(String id, Metric metric) {
        return switch (metric) {
            case Metric.Known(var value) -> new Reading(id, value, null);
            case Metric.Unknown(var reason) -> new Reading(id, null, reason);
        };
    }

    private String trouble(String name, Future<Object> answer) {
        if (answer.state() == Future.State.CANCELLED) {
            return "no answer within " + Words.duration(within);
        }
        log.warn("{} could not be observed", name, answer.exceptionNow());
        return "it could not be read; the log says why";
    }
}

package io.nuzantara.benchmark;

import io.nuzantara.LocalCaller;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Three agents at work: as soon as an execution ends its agent is started again. */
final class WorkingAgents implements AutoCloseable {

    private static final List<String> PATHS = List.of(
            "knowledge-graph-builder/run?days_back=3650",
            "conversation-trainer/run?days_back=365",
            "client-value-predictor/run");

    private final AtomicBoolean working = new AtomicBoolean(true);
    private final AtomicInteger ended = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<? extends Future<?>> agents;

    WorkingAgents(LocalCaller caller) {
        agents = PATHS.stream()
                .map(path -> threads.submit(() -> keepWorking(caller, path)))
                .toList();
    }

    private void keepWorking(LocalCaller caller, String path) {
        while (working.get()) {
            var answer = caller.post("/api/autonomous-agents/" + path, null, "Prefer", "wait=20");
            switch (answer.status()) {
                case 200 -> ended.incrementAndGet();
                case 202 -> {}
                default ->
                    throw new IllegalStateException(
                            "an agent refused to work: " + answer.response().body());
            }
        }
    }

    /** Executions that have ended so far. */
    int ended() {
        return ended.get();
    }

    /** Lets the executions at work end; fails when one was refused. */
    @Override
    public void close() throws ExecutionException {
        working.set(false);
        threads.close();
        for (var agent : agents) {
            if (agent.state() == Future.State.FAILED) {
                throw new ExecutionException(agent.exceptionNow());
            }
        }
    }
}

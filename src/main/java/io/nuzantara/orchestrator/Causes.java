package io.nuzantara.orchestrator;

import io.nuzantara.orchestrator.OrchestratorSettings.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why an agent may be worth running now, by the numbers of a snapshot.
 *
 * @param due empty, or one entry: a start of its own schedule was missed
 * @param counted every number looked at for this agent, reached or not
 */
record Causes(Optional<Cause> due, List<Cause> counted) {

    private static final String OPTIMIZER = "performance_optimizer";

    static Causes of(AgentFacts agent, Snapshot snapshot, Thresholds thresholds) {
        return new Causes(due(agent, snapshot.observedAt()), counted(agent, snapshot, thresholds));
    }

    boolean isDue() {
        return due.isPresent();
    }

    /** The strongest cause that holds; empty when there is no reason to run. */
    Optional<Cause> strongest() {
        return holding().max(Comparator.comparingDouble(Cause::urgency).thenComparing(Cause::code));
    }

    /** Every cause that holds as one sentence. */
    String reasons() {
        var joined = holding().map(Cause::sentence).collect(Collectors.joining("; "));
        return joined.substring(0, 1).toUpperCase(Locale.ROOT) + joined.substring(1) + ".";
    }

    /** The numbers that were not enough as one sentence. */
    String shortfall() {
        return counted.isEmpty()
                ? "Nothing waits for it and its schedule has not come."
                : "Not enough to do: " + counted.stream().map(Cause::sentence).collect(Collectors.joining("; ")) + ".";
    }

    private Stream<Cause> holding() {
        return Stream.concat(due.stream(), counted.stream().filter(Cause::isReached));
    }

    /** An instant of its schedule lies between its last start and now: that start was missed. */
    private static Optional<Cause> due(AgentFacts agent, Instant now) {
        var lastStart = agent.lastStartedAt();
        if (agent.cron().isBlank() || lastStart == null) {
            return Optional.empty();
        }
        return CronSchedule.of(agent.cron(), ZoneId.of(agent.zone()))
                .next(lastStart)
                .filter(instant -> !instant.isAfter(now))
                .map(missed -> new Cause(
                        "due",
                        1,
                        "its scheduled start was missed " + Words.duration(Duration.between(missed, now)) + " ago"));
    }

    private static List<Cause> counted(AgentFacts agent, Snapshot snapshot, Thresholds thresholds) {
        var own = switch (agent.id()) {
            case "client_value_predictor" -> predictor(agent, thresholds);
            case "knowledge_graph_builder" -> graph(agent, thresholds);
            case "conversation_trainer" -> trainer(agent, thresholds);
            case OPTIMIZER -> optimizer(agent, snapshot, thresholds);
            default -> Stream.<Cause>empty();
        };
        return Stream.concat(own, neverCompleted(agent).stream()).toList();
    }

    private static Stream<Cause> predictor(AgentFacts agent, Thresholds thresholds) {
        return Stream.of(
                        waiting(agent, "unscored_clients", thresholds.unscoredClients(), "clients without a score"),
                        staleScores(agent, thresholds.staleScoreShare()))
                .flatMap(Optional::stream);
    }

    private static double share(long part, long whole) {
        return (double) part / whole;
    }

    private static Optional<Cause> staleScores(AgentFacts agent, double threshold) {
        var scored = agent.backlog().getOrDefault("scored_clients", 0L);
        var stale = agent.backlog().getOrDefault("stale_scores", 0L);
        if (scored <= 0) {
            return Optional.empty();
        }
        var share = share(stale, scored);
        var sentence = "%s of %s scores older than a day (from %s on)"
                .formatted(Words.number(stale), Words.number(scored), Words.percent(threshold));
        return Optional.of(new Cause("stale_scores", share / threshold, sentence));
    }

    private static Stream<Cause> graph(AgentFacts agent, Thresholds thresholds) {
        return Stream.of(
                        waiting(
                                agent,
                                "unread_conversations",
                                thresholds.unreadConversations(),
                                "conversations not yet read"),
                        waiting(
                                agent,
                                "oldest_unread_hours",
                                thresholds.oldestUnreadHours(),
                                "hours since the oldest unread conversation"))
                .flatMap(Optional::stream);
    }

    /** Both at once: many ratings say little when hardly one of them is low. */
    private static Stream<Cause> trainer(AgentFacts agent, Thresholds thresholds) {
        var ratings = agent.backlog().get("unexamined_ratings");
        var low = agent.backlog().get("unexamined_ratings_low");
        if (ratings == null || low == null) {
            return Stream.empty();
        }
        var pressure =
                Math.min(share(ratings, thresholds.unexaminedRatings()), share(low, thresholds.unexaminedRatingsLow()));
        var sentence = "%s ratings not yet examined, %s of them low (from %s and %s on)"
                .formatted(
                        Words.number(ratings),
                        Words.number(low),
                        Words.number(thresholds.unexaminedRatings()),
                        Words.number(thresholds.unexaminedRatingsLow()));
        return Stream.of(new Cause("unexamined_ratings", pressure, sentence));
    }

    private static Stream<Cause> optimizer(AgentFacts agent, Snapshot snapshot, Thresholds thresholds) {
        return Stream.of(
                        waiting(
                                agent,
                                "hours_since_snapshot",
                                thresholds.hoursSinceSnapshot(),
                                "hours since the last performance snapshot"),
                        read(
                                snapshot,
                                "p95_response_ms",
                                (double) thresholds.p95ResponseMs(),
                                "ms response time (p95)"),
                        share(snapshot, "error_rate_lower", thresholds.errorRate(), "of requests failed (lower bound)"),
                        share(
                                snapshot,
                                "db.connections_share",
                                thresholds.connectionsShare(),
                                "of database connections in use"))
                .flatMap(Optional::stream);
    }

    private static Optional<Cause> neverCompleted(AgentFacts agent) {
        return agent.neverCompleted() && hasWork(agent)
                ? Optional.of(new Cause("never_completed", 1, "it has never completed and work waits for it"))
                : Optional.empty();
    }

    /** The optimizer's work is the running system itself; every other agent's is counted in its backlog. */
    private static boolean hasWork(AgentFacts agent) {
        return agent.id().equals(OPTIMIZER) || agent.backlog().values().stream().anyMatch(count -> count > 0);
    }

    private static Optional<Cause> waiting(AgentFacts agent, String key, long threshold, String what) {
        return Optional.ofNullable(agent.backlog().get(key))
                .map(value -> cause(key, (double) value, (double) threshold, what));
    }

    private static Optional<Cause> read(Snapshot snapshot, String id, double threshold, String what) {
        return snapshot.number(id).map(value -> cause(id, value, threshold, what));
    }

    private static Optional<Cause> share(Snapshot snapshot, String id, double threshold, String what) {
        return snapshot.number(id)
                .map(value -> new Cause(
                        id,
                        value / threshold,
                        "%s %s (from %s on)".formatted(Words.percent(value), what, Words.percent(threshold))));
    }

    private static Cause cause(String code, double value, double threshold, String what) {
        return new Cause(
                code,
                value / threshold,
                "%s %s (from %s on)".formatted(Words.number(value), what, Words.number(threshold)));
    }
}

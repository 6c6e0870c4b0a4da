package io.nuzantara.orchestrator;

import io.nuzantara.orchestrator.OrchestratorSettings.Thresholds;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The numbers of a snapshot that may make each agent worth running, with their thresholds. */
final class Triggers {

    static final String PREDICTOR = "client_value_predictor";
    static final String HIGH_RISK = "high_risk_clients";

    /** The same when the predictor last completed. */
    static final String HIGH_RISK_THEN = "high_risk_clients_at_completion";

    private static final String OPTIMIZER = "performance_optimizer";

    private Triggers() {}

    /** Every number looked at for this agent, reached or not. */
    static List<Cause> of(AgentFacts agent, Snapshot snapshot, Thresholds thresholds) {
        var own = switch (agent.id()) {
            case PREDICTOR -> predictor(agent, snapshot, thresholds);
            case "knowledge_graph_builder" -> graph(agent, thresholds);
            case "conversation_trainer" -> trainer(agent, snapshot, thresholds);
            case OPTIMIZER -> optimizer(agent, snapshot, thresholds);
            default -> Stream.<Cause>empty();
        };
        return Stream.concat(own, neverCompleted(agent).stream()).toList();
    }

    private static Stream<Cause> predictor(AgentFacts agent, Snapshot snapshot, Thresholds thresholds) {
        return Stream.of(
                        waiting(agent, "unscored_clients", thresholds.unscoredClients(), "clients without a score"),
                        staleScores(agent, thresholds.staleScoreShare()),
                        growingRisk(snapshot, thresholds.riskGrowth()))
                .flatMap(Optional::stream);
    }

    private static Optional<Cause> growingRisk(Snapshot snapshot, double threshold) {
        return snapshot.number(HIGH_RISK)
                .flatMap(now -> snapshot.number(HIGH_RISK_THEN).map(then -> {
                    var growth = (now - then) / Math.max(then, 1);
                    var sentence = "%s clients at high risk, %s when the scores were last complete (from %s more on)"
                            .formatted(Words.number(now), Words.number(then), Words.percent(threshold));
                    return new Cause(HIGH_RISK, Math.max(0, growth) / threshold, sentence);
                }));
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
                        oldestUnread(agent, thresholds))
                .flatMap(Optional::stream);
    }

    /** Both at once: an execution for a handful of conversations an hour before the night's costs more than it helps. */
    private static Optional<Cause> oldestUnread(AgentFacts agent, Thresholds thresholds) {
        var hours = agent.backlog().get("oldest_unread_hours");
        var unread = agent.backlog().get("unread_conversations");
        if (hours == null || unread == null) {
            return Optional.empty();
        }
        var pressure =
                Math.min(share(hours, thresholds.oldestUnreadHours()), share(unread, thresholds.oldestUnreadLeast()));
        var sentence = "%s hours since the oldest of them (from %s hours and %s conversations on)"
                .formatted(
                        Words.number(hours),
                        Words.number(thresholds.oldestUnreadHours()),
                        Words.number(thresholds.oldestUnreadLeast()));
        return Optional.of(new Cause("oldest_unread_hours", pressure, sentence));
    }

    private static Stream<Cause> trainer(AgentFacts agent, Snapshot snapshot, Thresholds thresholds) {
        return Stream.concat(unexamined(agent, thresholds), lowRated(snapshot, thresholds).stream());
    }

    /** A bad day: many low ratings, and many more than usual. */
    private static Optional<Cause> lowRated(Snapshot snapshot, Thresholds thresholds) {
        return snapshot.number("low_rated_today")
                .flatMap(today -> snapshot.number("low_rated_daily_mean").map(mean -> {
                    var usual = thresholds.lowRatedTimesMean() * mean;
                    var pressure = Math.min(today / thresholds.lowRatedToday(), usual > 0 ? today / usual : 10);
                    var sentence = "%s low ratings today, %s a day on average (from %s and %s times the average on)"
                            .formatted(
                                    Words.number(today),
                                    Words.number(mean),
                                    Words.number(thresholds.lowRatedToday()),
                                    Words.number(thresholds.lowRatedTimesMean()));
                    return new Cause("low_rated_today", pressure, sentence);
                }));
    }

    /** Both at once: many ratings say little when hardly one of them is low. */
    private static Stream<Cause> unexamined(AgentFacts agent, Thresholds thresholds) {
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

package io.nuzantara.execution.crash;

import io.nuzantara.database.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Nodes that work and die: four places, each with a node that has its doom; who dies is replaced at once. When enough have died
 * the last ones live, everything must end, and then all is counted.
 */
public final class CrashRounds implements AutoCloseable {

    private static final int PLACES = 4;
    private static final int UNDER_WAY = 10;
    private static final int LATECOMERS = 25;
    private static final Duration END = Duration.ofMinutes(2);

    private final long seed;
    private final int wanted;
    private final int wantedAtPoints;
    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient jdbc = database.jdbc();
    private final Nodes nodes;
    private final Dooms dooms;
    private final Work work;
    private final List<Place> places = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> kills = new TreeMap<>();
    private final Set<String> dead = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private final List<String> points = CrashPlaces.all();

    private CrashRounds(long seed, int wanted, int wantedAtPoints) {
        this.seed = seed;
        this.wanted = wanted;
        this.wantedAtPoints = wantedAtPoints;
        nodes = Nodes.on(database.app(), database.owner()).quick();
        dooms = new Dooms(points, new Random(seed));
        work = new Work(jdbc, new Random(seed + 1), this::ready);
    }

    /**
     * Kills nodes and answers what came of it.
     *
     * @param kills how many at least
     * @param atPoints how many of them at named points, at least
     */
    public static CrashReport run(long seed, int kills, int atPoints) {
        try (var rounds = new CrashRounds(seed, kills, atPoints)) {
            return rounds.run();
        }
    }

    private CrashReport run() {
        var begin = System.nanoTime();
        for (var place = 0; place < PLACES; place++) {
            places.add(next());
        }
        while (needsMore() && violations.isEmpty()) {
            round();
            work.keepUnderWay(UNDER_WAY);
        }
        finish();
        return report(Duration.ofNanos(System.nanoTime() - begin));
    }

    /** A few more than asked for when a named point has not been met yet. */
    private boolean needsMore() {
        return killed() < wanted
                || killed() - atAnyTime() < wantedAtPoints
                || (killed() < wanted + LATECOMERS && !kills.keySet().containsAll(points));
    }

    private void round() {
        for (var place : places) {
            place.look();
            if (place.isDead()) {
                bury(place);
                places.set(places.indexOf(place), next());
            }
        }
        work.decide();
        pause(Duration.ofMillis(50));
    }

    private Place next() {
        if (!needsMore()) {
            return new Place(nodes.start(), null);
        }
        var doom = atAnyTime() < wanted - wantedAtPoints ? dooms.next() : dooms.nextAtPoint();
        return new Place(nodes.start(doom.options().toArray(String[]::new)), doom);
    }

    private void bury(Place place) {
        kills.merge(place.whereItDied(), 1, Integer::sum);
        dead.add(place.node().name());
        var missed = place.missedPoint();
        if (missed != null) {
            dooms.again(missed);
        }
        if (place.diedWithoutReason()) {
            violations.add(place.node() + " ended by itself; see its log in " + nodes.directory());
        }
    }

    private int killed() {
        return kills.values().stream().mapToInt(Integer::intValue).sum();
    }

    private int atAnyTime() {
        return kills.getOrDefault(CrashReport.ANY_TIME, 0);
    }

    private List<Node> ready() {
        return places.stream().map(Place::node).filter(Node::isReady).toList();
    }

    /** The last doomed go at once, their successors live; then everything that was accepted must end. */
    private void finish() {
        for (var place : places) {
            place.kill();
        }
        var limit = System.nanoTime() + END.toNanos();
        while ((work.unfinished() > 0 || deadHandsHoldWork()) && System.nanoTime() < limit) {
            round();
        }
        places.forEach(place -> place.node().terminate());
    }

    /** The scheduler's name of a process has its process id in the middle. */
    private boolean deadHandsHoldWork() {
        var alive =
                places.stream().map(place -> Long.toString(place.node().pid())).toList();
        return jdbc.sql("SELECT picked_by FROM scheduled_tasks WHERE picked").query(String.class).list().stream()
                .map(holder -> holder.split("-"))
                .anyMatch(parts -> !alive.contains(parts[parts.length - 2]));
    }

    private CrashReport report(Duration duration) {
        var log = nodes.remote().log();
        violations.addAll(work.violations());
        violations.addAll(nodes.remote().violations());
        violations.addAll(new Invariants(jdbc, nodes.remote()).violations(work.accepted()));
        return new CrashReport(
                seed,
                kills,
                points.stream().filter(point -> !kills.containsKey(point)).toList(),
                work.accepted().size(),
                (int) log.calls("item").stream()
                        .filter(call -> call.end() == CallLog.End.ANSWERED)
                        .count(),
                violations,
                log.takeovers(dead),
                duration);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        nodes.close();
        database.pool().close();
    }
}

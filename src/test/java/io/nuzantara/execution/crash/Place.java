package io.nuzantara.execution.crash;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A place where always one node works: when one dies the next takes it. */
final class Place {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What a process ends with at its named point. */
    private static final int HALTED = 137;

    private final Node node;
    private final @Nullable Doom doom;
    private long readySince;
    private boolean killed;

    Place(Node node, @Nullable Doom doom) {
        this.node = node;
        this.doom = doom;
    }

    Node node() {
        return node;
    }

    /** Kills the node when its time has come; a named point that is not passed in time is given up. */
    void look() {
        if (doom == null || !node.isReady()) {
            return;
        }
        if (readySince == 0) {
            readySince = System.nanoTime();
        }
        var limit = switch (doom) {
            case Doom.AtPoint point -> PATIENCE;
            case Doom.AfterTime(var time) -> time;
        };
        if (System.nanoTime() - readySince > limit.toNanos()) {
            kill();
        }
    }

    void kill() {
        killed = true;
        node.kill();
    }

    boolean isDead() {
        return !node.isAlive();
    }

    /** Where it died: the named point, or {@code any time}. */
    String whereItDied() {
        return !killed && doom instanceof Doom.AtPoint(var point, var _) ? point : CrashReport.ANY_TIME;
    }

    /** The point at which it should have died and did not. */
    @Nullable
    String missedPoint() {
        return killed && doom instanceof Doom.AtPoint(var point, var _) ? point : null;
    }

    /** A node that ended although nothing should have killed it. */
    boolean diedWithoutReason() {
        return isDead() && !killed && node.exitCode() != HALTED;
    }
}

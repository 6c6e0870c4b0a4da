package io.nuzantara.telemetry;

/**
 * What the server counts for a statement; times in milliseconds, blocks of 8 KiB.
 *
 * @param blocksHit blocks found in the server's own cache
 * @param blocksRead blocks asked from the operating system
 */
public record Counters(
        long calls,
        long rows,
        double execMs,
        double planMs,
        long blocksHit,
        long blocksRead,
        long blocksDirtied,
        long localBlocksRead,
        long tempBlocksWritten,
        long walBytes) {

    static final Counters ZERO = new Counters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    Counters plus(Counters other) {
        return new Counters(
                calls + other.calls,
                rows + other.rows,
                execMs + other.execMs,
                planMs + other.planMs,
                blocksHit + other.blocksHit,
                blocksRead + other.blocksRead,
                blocksDirtied + other.blocksDirtied,
                localBlocksRead + other.localBlocksRead,
                tempBlocksWritten + other.tempBlocksWritten,
                walBytes + other.walBytes);
    }

    /** The growth since {@code earlier}; no figure ever below 0. */
    Counters since(Counters earlier) {
        return new Counters(
                Math.max(0, calls - earlier.calls),
                Math.max(0, rows - earlier.rows),
                Math.max(0, execMs - earlier.execMs),
                Math.max(0, planMs - earlier.planMs),
                Math.max(0, blocksHit - earlier.blocksHit),
                Math.max(0, blocksRead - earlier.blocksRead),
                Math.max(0, blocksDirtied - earlier.blocksDirtied),
                Math.max(0, localBlocksRead - earlier.localBlocksRead),
                Math.max(0, tempBlocksWritten - earlier.tempBlocksWritten),
                Math.max(0, walBytes - earlier.walBytes));
    }

    /** Mean time of a call. */
    public double meanMs() {
        return calls == 0 ? 0 : execMs / calls;
    }

    /** Blocks touched, from cache or not. */
    public long blocks() {
        return blocksHit + blocksRead;
    }
}

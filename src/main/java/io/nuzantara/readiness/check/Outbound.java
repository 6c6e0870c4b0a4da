package io.nuzantara.readiness.check;

import io.nuzantara.security.KillSwitch.Stop;

/** Whether anything of ours may call out; while it may not, or nobody can tell, no check does either. */
sealed interface Outbound {

    /** Nothing is stopped. */
    record Free() implements Outbound {}

    /** A stop is on. */
    record Stopped(Stop stop) implements Outbound {}

    /** A stop may stand in the database, which cannot be asked; the sentence says why. */
    record Unknown(String sentence) implements Outbound {}
}

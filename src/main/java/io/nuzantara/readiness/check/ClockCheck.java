package io.nuzantara.readiness.check;

import io.nuzantara.database.ClockDifference;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether the clocks of this machine and of the database agree: nodes live by their own. */
final class ClockCheck implements Check {

    private static final String FIX = "sudo timedatectl set-ntp true; see: timedatectl status, on both machines";

    private final Site site;

    ClockCheck(Site site) {
        this.site = site;
    }

    @Override
    public String id() {
        return "clock";
    }

    @Override
    public Group group() {
        return Group.DATA;
    }

    @Override
    public Verdict run() {
        return site.ask(this::compared);
    }

    private Verdict compared(JdbcClient jdbc) {
        var difference = ClockDifference.between(jdbc, site.clock());
        var says = "The clock of this machine is %s the database's.".formatted(difference.words());
        if (difference.isAtLeast(ClockDifference.TOO_MUCH)) {
            return new Verdict.Fail(says, FIX);
        }
        return difference.isAtLeast(ClockDifference.CONSPICUOUS) ? new Verdict.Warn(says, FIX) : new Verdict.Pass(says);
    }
}

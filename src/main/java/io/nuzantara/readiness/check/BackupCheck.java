package io.nuzantara.readiness.check;

import io.nuzantara.database.Backups;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether the last backup is young enough to lose no more than a day, where the service takes them; else the provider does. */
final class BackupCheck implements Check {

    private static final Duration OLD = Duration.ofHours(26);
    private static final String FIX = "./nuzantara backup";

    private final Site site;
    private final Duration old;

    private BackupCheck(Site site, Duration old) {
        this.site = site;
        this.old = old;
    }

    /** One a night, and two hours of grace. */
    static BackupCheck nightly(Site site) {
        return new BackupCheck(site, OLD);
    }

    /** What an upgrade breaks must come back from today's. */
    static BackupCheck beforeUpgrade(Site site) {
        return new BackupCheck(site, Duration.ofDays(1));
    }

    @Override
    public String id() {
        return "backup";
    }

    @Override
    public Group group() {
        return Group.DATA;
    }

    @Override
    public Verdict run() {
        return isScheduled()
                ? site.ask(this::judged)
                : new Verdict.Skip("The service takes none by itself: they are left to the provider of the server.");
    }

    private boolean isScheduled() {
        var cron = site.settings().getProperty("nuzantara.backup.cron");
        return !Backups.schedule(cron, site.isEmbedded()).equals(Backups.NEVER);
    }

    private Verdict judged(JdbcClient jdbc) {
        return new Backups(jdbc, site.clock()).age().map(this::aged).orElseGet(this::never);
    }

    private Verdict aged(Duration age) {
        var says = "The last backup is %d hours old.".formatted(age.toHours());
        return age.compareTo(old) < 0 ? new Verdict.Pass(says) : new Verdict.Warn(says, FIX);
    }

    private Verdict never() {
        var says = "There is no backup yet.";
        return site.isProduction() ? new Verdict.Fail(says, FIX) : new Verdict.Warn(says, FIX);
    }
}

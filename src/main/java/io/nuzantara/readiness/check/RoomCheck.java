package io.nuzantara.readiness.check;

import io.nuzantara.database.DatabaseReach;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Before an upgrade: whether the disk of an embedded database has room for the largest index it may have to build again. */
final class RoomCheck implements Check {

    private final Site site;

    RoomCheck(Site site) {
        this.site = site;
    }

    @Override
    public String id() {
        return "room";
    }

    @Override
    public Group group() {
        return Group.DATA;
    }

    @Override
    public Verdict run() {
        return switch (site.database().now()) {
            case DatabaseReach.Open(var _, var _, var embedded)
            when !embedded -> new Verdict.Skip("The disk of an external server cannot be seen from here.");
            case DatabaseReach.Open open -> compared(site.jdbc(open));
            case DatabaseReach.Closed _ -> new Verdict.Skip("The database does not answer: see row database.");
            case DatabaseReach.Asleep(var sentence) -> new Verdict.Skip(sentence);
        };
    }

    private Verdict compared(JdbcClient jdbc) {
        var largest = jdbc.sql("""
                        SELECT coalesce(max(pg_relation_size(indexrelid)), 0)
                          FROM pg_stat_user_indexes
                         WHERE schemaname = 'nuzantara'
                        """).query(Long.class).single();
        var free = site.machine().space(site.data()).free();
        var says = "%.1f MB are free, the largest index has %.1f MB.".formatted(free / 1e6, largest / 1e6);
        return free < largest
                ? new Verdict.Fail(says, "Free space or enlarge the disk of %s.".formatted(site.data()))
                : new Verdict.Pass(says);
    }
}

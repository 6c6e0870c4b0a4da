package io.nuzantara.readiness.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LockedTableTests {

    @Test
    void eachStatementIsKnownByItsLock() {
        var locks = LockedTable.of("""
                -- ALTER TABLE commented_out ADD COLUMN x int;
                CREATE TABLE made (id int);
                CREATE INDEX made_id_idx ON made (id);
                ALTER TABLE alerts ADD COLUMN logged_at timestamptz;
                CREATE UNIQUE INDEX alerts_key ON nuzantara.alerts (cause);
                CREATE INDEX CONCURRENTLY IF NOT EXISTS clients_idx ON clients (email);
                ALTER TABLE clients VALIDATE CONSTRAINT clients_email_check;
                UPDATE alerts SET logged_at = now();
                DROP TABLE IF EXISTS old_things;
                """);

        assertThat(locks)
                .extracting(lock -> lock.lock() + " " + lock.table())
                .containsExactly(
                        "ACCESS EXCLUSIVE alerts",
                        "SHARE alerts",
                        "SHARE UPDATE EXCLUSIVE clients",
                        "ROW EXCLUSIVE alerts",
                        "ACCESS EXCLUSIVE old_things");
    }

    @Test
    void writersAreBlockedByStrongLocksOnly() {
        assertThat(new LockedTable("clients", "ACCESS EXCLUSIVE", 0).blocksWriters())
                .isTrue();
        assertThat(new LockedTable("clients", "SHARE", 0).blocksWriters()).isTrue();
        assertThat(new LockedTable("clients", "SHARE UPDATE EXCLUSIVE", 0).blocksWriters())
                .isFalse();
        assertThat(new LockedTable("clients", "ROW EXCLUSIVE", 2_500_000).words())
                .isEqualTo("ROW EXCLUSIVE on clients (2.5 MB)");
    }
}

package io.nuzantara.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestDatabaseTests {

    @Test
    void aFreshDatabaseIsMigratedAndBelongsToTheApplicationRole() {
        var jdbc = TestDatabase.create().jdbc();

        assertThat(jdbc.sql("SELECT count(*) FROM crm_clients")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("SELECT current_user").query(String.class).single()).isEqualTo("nuzantara_app");
    }
}

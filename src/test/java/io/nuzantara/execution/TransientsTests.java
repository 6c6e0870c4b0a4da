package io.nuzantara.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.TransactionSystemException;

class TransientsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {"08000", "08003", "08006", "57P01", "57P02", "57P03", "40001", "40P01", "53300", "55P03", "57014"
            })
    void whatPassesByItselfIsTriedAgain(String state) {
        var failure = new TransactionSystemException("commit", new SQLException("failed", state));

        assertThat(Transients.isTransient(failure)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22P02", "42P01", "28P01", "XX000"})
    void whatFailsAgainIsNot(String state) {
        assertThat(Transients.isTransient(new IllegalStateException(new SQLException("failed", state))))
                .isFalse();
    }

    @Test
    void timeoutsOfEveryLayerAreTriedAgain() {
        assertThat(Transients.isTransient(new SQLException("read", null, new SocketTimeoutException())))
                .isTrue();
        assertThat(Transients.isTransient(new CannotGetJdbcConnectionException(
                        "pool", new SQLTransientConnectionException("no connection in time"))))
                .isTrue();
        assertThat(Transients.isTransient(new QueryTimeoutException("slow"))).isTrue();
        assertThat(Transients.isTransient(new DataAccessResourceFailureException("gone")))
                .isTrue();
    }

    @Test
    void aBugIsNone() {
        assertThat(Transients.isTransient(new IllegalStateException("bug"))).isFalse();
    }
}

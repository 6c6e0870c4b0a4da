package io.nuzantara.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.TransactionSystemException;

class OutagesTests {

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08003", "08006", "57P01", "57P02", "57P03", "53300"})
    void lostConnectionsAreOutages(String state) {
        assertThat(Outages.isOutage(new IllegalStateException(new SQLException("gone", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42601", "40001", "57014"})
    void statementsThatFailedAreNone(String state) {
        assertThat(Outages.isOutage(new SQLException("refused", state))).isFalse();
    }

    @Test
    void aSocketThatNeverAnswersIsAnOutage() {
        assertThat(Outages.isOutage(new SQLException("slow", null, new SocketTimeoutException())))
                .isTrue();
    }

    @Test
    void aRollbackThatFailsHidesALostConnection() {
        var failure = new TransactionSystemException("rollback failed", new SQLException("Connection is closed"));
        failure.initApplicationException(new IllegalStateException("what failed first"));

        assertThat(Outages.isOutage(failure)).isTrue();
    }

    @Test
    void aCommitThatIsRefusedForAReasonIsNone() {
        assertThat(Outages.isOutage(new TransactionSystemException("commit", new SQLException("twice", "23505"))))
                .isFalse();
    }
}

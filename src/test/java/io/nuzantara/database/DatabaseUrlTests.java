package io.nuzantara.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql://ann:pw@host:5433/db          | jdbc:postgresql://host:5433/db           | ann   | pw",
                "postgres://ann:pw@host/db                 | jdbc:postgresql://host/db                | ann   | pw",
                "postgresql://a%40b:p%3A%2F%25%23@host/db  | jdbc:postgresql://host/db                | a@b   | p:/%#",
                "postgresql://ann:pw@[2001:db8::1]:5432/db | jdbc:postgresql://[2001:db8::1]:5432/db  | ann   | pw",
                "postgresql://ann:pw@one:1,two:2/db        | jdbc:postgresql://one:1,two:2/db         | ann   | pw",
                "postgresql://host/db?user=ann&password=pw | jdbc:postgresql://host/db                | ann   | pw",
                "postgresql:///db?user=ann&password=pw     | jdbc:postgresql://localhost/db           | ann   | pw",
                "postgresql://ann:pw?pw@host/db            | jdbc:postgresql://host/db                | ann   | pw?pw",
                "postgresql://ann:pw@host                  | jdbc:postgresql://host/ann               | ann   | pw",
                "jdbc:postgresql://host/db?user=ann&password=p%26w | jdbc:postgresql://host/db        | ann   | p&w"
            })
    void everyFormIsRead(String text, String address, String user, String password) {
        var url = DatabaseUrl.parse(text);

        assertThat(url.jdbcUrl()).startsWith(address + "?").contains("connectTimeout=5", "socketTimeout=60");
        assertThat(url.user()).isEqualTo(user);
        assertThat(url.password()).isEqualTo(password);
        assertThat(url.toString()).doesNotContain("pw");
    }

    @Test
    void parametersOfTheAddressAreTranslatedAndWin() {
        assertThat(DatabaseUrl.parse(
                                "postgresql://h/d?sslmode=require&connect_timeout=3&application_name=x&target_session_attrs=read-write")
                        .jdbcUrl())
                .contains("sslmode=require", "connectTimeout=3", "ApplicationName=x", "targetServerType=primary");
    }

    @Test
    void amongSeveralHostsOnlyThePrimaryWillDo() {
        assertThat(DatabaseUrl.parse("postgresql://one:1,two:2/db").jdbcUrl()).contains("targetServerType=primary");
        assertThat(DatabaseUrl.parse("jdbc:postgresql://one,two/db?targetServerType=any")
                        .jdbcUrl())
                .contains("targetServerType=any")
                .doesNotContain("primary");
        assertThat(DatabaseUrl.parse("postgresql://one/db").jdbcUrl()).doesNotContain("targetServerType");
    }

    @Test
    void anImpatientAddressGivesUpSooner() {
        assertThat(DatabaseUrl.parse("postgresql://h/d?connect_timeout=3")
                        .within(Duration.ofSeconds(1))
                        .jdbcUrl())
                .contains("connectTimeout=1", "loginTimeout=1", "socketTimeout=1", "tcpKeepAlive=true")
                .doesNotContain("60", "=3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mysql://u:secret@h/d",
                "host/db",
                "postgresql://u:sec@ret@host/db",
                "postgresql://u:sec/ret@host/db",
                "postgresql://u:sec:ret@host:port/db",
                "jdbc:postgresql://u:secret@host/db"
            })
    void anAddressThatCannotBeReadIsRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("DATABASE_URL must look like")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("secret", "sec", "ret@"));
    }
}

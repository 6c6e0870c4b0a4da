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
                "postgresql://ann:pw@h/db?user=x&password=y | jdbc:postgresql://h/db                  | ann   | pw",
                "postgresql://ann%3Aa:p%40%3A%2F%25%23%3Fw@host/d | jdbc:postgresql://host/d          | ann:a | p@:/%#?w",
                "postgresql://ann:p#w+w@host/db            | jdbc:postgresql://host/db                | ann   | p#w+w",
                "postgresql://ann:pw@host/my%20db          | jdbc:postgresql://host/my+db             | ann   | pw",
                "postgresql://ann:pw@[fdaa:0:1::3]/db      | jdbc:postgresql://[fdaa:0:1::3]/db       | ann   | pw",
                "postgresql://ann:pw@[::1]:1,[::2]:2/db    | jdbc:postgresql://[::1]:1,[::2]:2/db     | ann   | pw",
                "postgresql://ann:pw@one,two:2,three/db    | jdbc:postgresql://one,two:2,three/db     | ann   | pw",
                "postgresql://ann:pw@app.flycast:5432      | jdbc:postgresql://app.flycast:5432/ann   | ann   | pw",
                "jdbc:postgresql://host/db?user=ann&password=p%26w | jdbc:postgresql://host/db        | ann   | p&w",
                "jdbc:postgresql://one:1,two:2/db?user=ann&password=pw | jdbc:postgresql://one:1,two:2/db | ann | pw",
                "jdbc:postgresql://[::1]:5432/db?password=pw&user=ann  | jdbc:postgresql://[::1]:5432/db  | ann | pw"
            })
    void everyFormIsRead(String text, String address, String user, String password) {
        var url = DatabaseUrl.parse(text);

        assertThat(url.jdbcUrl()).startsWith(address + "?").contains("connectTimeout=5", "socketTimeout=60");
        assertThat(url.user()).isEqualTo(user);
        assertThat(url.password()).isEqualTo(password);
        assertThat(url.toString()).doesNotContain("pw").doesNotContain(password);
        assertThat(url.jdbcUrl()).doesNotContain("password", "user=");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sslmode=verify-full           | sslmode=verify-full",
                "sslrootcert=%2Fetc%2Fca.pem   | sslrootcert=%2Fetc%2Fca.pem",
                "application_name=my%20app     | ApplicationName=my+app",
                "connect_timeout=3             | connectTimeout=3",
                "channel_binding=require       | channelBinding=require",
                "gssencmode=disable            | gssEncMode=disable",
                "options=-c%20geqo%3Doff       | options=-c+geqo%3Doff",
                "target_session_attrs=read-write     | targetServerType=primary",
                "target_session_attrs=primary        | targetServerType=primary",
                "target_session_attrs=any            | targetServerType=any",
                "target_session_attrs=read-only      | targetServerType=secondary",
                "target_session_attrs=prefer-standby | targetServerType=preferSecondary"
            })
    void everyParameterOfLibpqGetsItsNameInTheDriver(String parameter, String translated) {
        var url = "postgresql://ann:pw@host/db?" + parameter;

        assertThat(DatabaseUrl.parse(url).jdbcUrl()).contains(translated);
        assertThat(DatabaseUrl.unknownParameters(url)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://ann:pw@host/db?pgbouncer=true&sslmode=require&schema=crm, pgbouncer schema",
        "jdbc:postgresql://host/db?user=ann&password=pw&applicationname=x&ApplicationName=y, applicationname",
        "postgresql://ann:pw?pw=1@host/db, ''",
        "postgresql://ann:pw@host/db?, ''"
    })
    void aParameterNobodyKnowsIsNamedAndDoesNoHarm(String url, String unknown) {
        assertThat(String.join(" ", DatabaseUrl.unknownParameters(url))).isEqualTo(unknown);
        assertThat(DatabaseUrl.parse(url).password()).startsWith("pw");
    }

    @Test
    void theVariableItWasWrittenInIsNamed() {
        assertThatThrownBy(() -> DatabaseUrl.parse("MIGRATION_DATABASE_URL", "host/db"))
                .hasMessageStartingWith("MIGRATION_DATABASE_URL must look like");
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
                "postgresql://u:sec%ret@host/db",
                "postgresql://u:secret@[::1/db",
                "http://u:secret@host/db",
                "jdbc:postgresql://u:secret@host/db"
            })
    void anAddressThatCannotBeReadIsRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("DATABASE_URL must look like")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("secret", "sec", "ret@"));
    }
}

package io.nuzantara.security;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every attempt to sign in, as a row of {@code auth_logs}. */
@Component
public class AuthLog {

    private static final int FAILURES_A_MINUTE = 60;

    private final JdbcClient jdbc;
    private final Clock clock;

    AuthLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Somebody signed in with a one-time link. */
    public void signedIn(String ip) {
        jdbc.sql("""
                        INSERT INTO auth_logs (ip, success, method, created_at)
                        VALUES (:ip, true, 'link', :now)
                        """).param("ip", ip).param("now", now()).update();
    }

    /** A link was refused. At most 60 rows a minute, so that guessing cannot fill the disk. */
    public void refused(String ip) {
        jdbc.sql("""
                        INSERT INTO auth_logs (ip, success, method, created_at)
                        SELECT :ip, false, 'link', :now
                         WHERE (SELECT count(*)
                                  FROM auth_logs
                                 WHERE NOT success AND created_at > :minuteAgo) < :most
                        """)
                .param("ip", ip)
                .param("now", now())
                .param("minuteAgo", now().minusMinutes(1))
                .param("most", FAILURES_A_MINUTE)
                .update();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}

package io.nuzantara.dashboard;

import io.nuzantara.llm.Spending;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the service stands on, as it is at this moment. */
@Component
public class Readiness {

    private final JdbcClient jdbc;
    private final Environment environment;
    private final Spending spending;

    Readiness(JdbcClient jdbc, Environment environment, Spending spending) {
        this.jdbc = jdbc;
        this.environment = environment;
        this.spending = spending;
    }

    /** One check after the other, in the order they are shown. */
    public List<Check> checks() {
        var database = database();
        return List.of(
                new Check("database", true, "PostgreSQL " + database.version()),
                new Check("statements", database.statements(), database.statements() ? "on" : "off"),
                cycles(),
                alerts(),
                spending());
    }

    private Check cycles() {
        var on = environment.getProperty("nuzantara.orchestrator.enabled", Boolean.class, true);
        return new Check("cycles", on, on ? "hourly" : "off");
    }

    private Check spending() {
        var today = spending.today();
        return new Check(
                "models",
                today.share() < 1,
                "%s of %s USD today".formatted(usd(today.spent().add(today.reserved())), usd(today.cap())));
    }

    private static String usd(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.CEILING).toPlainString();
    }

    private Check alerts() {
        var slack = environment.getProperty("nuzantara.alert.slack-webhook-url", "");
        return new Check("alerts", true, slack.isBlank() ? "log" : "slack");
    }

    private Database database() {
        return jdbc.sql("""
                        SELECT split_part(current_setting('server_version'), ' ', 1) AS version,
                               EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_stat_statements') AS statements
                        """).query(new DataClassRowMapper<>(Database.class)).single();
    }

    private record Database(String version, boolean statements) {}

    /**
     * One thing that is as it should be, or not.
     *
     * @param id kebab case, its name on the page is a message
     * @param value what it is at the moment, in one or two words
     */
    public record Check(String id, boolean ok, String value) {}
}

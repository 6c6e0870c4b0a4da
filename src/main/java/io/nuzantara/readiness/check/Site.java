package io.nuzantara.readiness.check;

import io.nuzantara.database.DatabaseLook;
import io.nuzantara.database.DatabaseReach;
import io.nuzantara.llm.AccessQuestion;
import io.nuzantara.llm.SpendingView;
import io.nuzantara.security.KillSwitch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the checks look at. A service has it, and so has a command beside it.
 *
 * @param settings as the service reads them, and the variables of the environment
 * @param patience longest wait for one answer: shorter than a check may take, so that what hangs is a fault with a name
 * @param spending today's money for language models; empty where only a service knows it
 */
public record Site(
        ConfigurableEnvironment settings,
        Profile profile,
        DatabaseLook database,
        Machine machine,
        OwnAddress service,
        AccessQuestion models,
        Supplier<Optional<SpendingView.Today>> spending,
        JsonMapper json,
        Duration patience,
        Clock clock) {

    /** No such column, no such table (PostgreSQL manual, appendix A). */
    private static final Set<String> NOT_THERE = Set.of("42703", "42P01");

    private static final Logger log = LoggerFactory.getLogger(Site.class);
    private static final String UNTOLD = "The database did not say it: ask again, and see row database.";
    private static final String SILENT = "The database does not answer: see row database.";

    Path data() {
        return Path.of(setting("nuzantara.data-dir"));
    }

    String setting(String name) {
        return settings.getRequiredProperty(name);
    }

    boolean isProduction() {
        return profile == Profile.PRODUCTION;
    }

    boolean hasRole(String role) {
        return settings.getProperty("nuzantara.roles." + role, Boolean.class, true);
    }

    /**
     * Something about nodes at work that must not go on. A command beside them only warns: what it is about to put into service may
     * be what mends it.
     */
    Verdict wrongAtWork(String sentence, String fix) {
        return service.isThisProcess() ? new Verdict.Fail(sentence, fix) : new Verdict.Warn(sentence, fix);
    }

    boolean isEmbedded() {
        var external = settings.getProperty("nuzantara.database-url", "false");
        return external.equals("false") || external.isBlank();
    }

    /** Asks the database; without one the row is skipped, since the row {@code database} tells. */
    Verdict ask(Function<JdbcClient, Verdict> question) {
        return switch (database.now()) {
            case DatabaseReach.Open open -> answer(question, jdbc(open));
            case DatabaseReach.Closed _ -> new Verdict.Skip(SILENT);
            case DatabaseReach.Asleep(var sentence) -> new Verdict.Skip(sentence);
        };
    }

    /** A column or table that is not there belongs to a migration that is still to come. */
    private static Verdict answer(Function<JdbcClient, Verdict> question, JdbcClient jdbc) {
        try {
            return question.apply(jdbc);
        } catch (BadSqlGrammarException e) {
            if (isStillToCome(e, jdbc)) {
                return new Verdict.Skip("The schema is older than this program: see row database.");
            }
            throw e;
        }
    }

    private static boolean isStillToCome(BadSqlGrammarException failure, JdbcClient jdbc) {
        return failure.getRootCause() instanceof SQLException cause
                && NOT_THERE.contains(cause.getSQLState())
                && isSchemaVisible(jdbc);
    }

    /** To a role without rights on the schema nothing in it is there. */
    private static boolean isSchemaVisible(JdbcClient jdbc) {
        return jdbc.sql("""
                        SELECT coalesce((SELECT has_schema_privilege(oid, 'USAGE') FROM pg_namespace WHERE nspname = 'nuzantara'), true)
                        """).query(Boolean.class).single();
    }

    JdbcClient jdbc(DatabaseReach.Open open) {
        var template = new JdbcTemplate(open.connections());
        template.setQueryTimeout(Math.toIntExact(Math.max(1, patience.toSeconds())));
        return JdbcClient.create(template);
    }

    /** Whether anything of ours may call out; a database that does not say it in time has not said yes. */
    Outbound outbound() {
        return switch (database.now()) {
            case DatabaseReach.Open open -> inDatabase(jdbc(open));
            case DatabaseReach.Closed _ -> inFile(new Outbound.Unknown(SILENT));
            case DatabaseReach.Asleep(var sentence) ->
                inFile(Files.exists(data().resolve("postgres")) ? new Outbound.Unknown(sentence) : new Outbound.Free());
        };
    }

    private Outbound inDatabase(JdbcClient jdbc) {
        try {
            return stopped(KillSwitch.read(jdbc, data(), clock), new Outbound.Free());
        } catch (BadSqlGrammarException e) {
            return isStillToCome(e, jdbc) ? new Outbound.Free() : new Outbound.Unknown(UNTOLD);
        } catch (DataAccessException e) {
            log.debug("The database does not say whether everything is stopped", e);
            return new Outbound.Unknown(UNTOLD);
        }
    }

    private Outbound inFile(Outbound otherwise) {
        return stopped(KillSwitch.fileIn(data(), clock), otherwise);
    }

    private static Outbound stopped(Optional<KillSwitch.Stop> stop, Outbound otherwise) {
        return stop.<Outbound>map(Outbound.Stopped::new).orElse(otherwise);
    }

    /**
     * The row of a check that would call out and must not now.
     *
     * @param left what is left undone, such as "no provider is asked"
     */
    Optional<Verdict> unasked(String left) {
        return switch (outbound()) {
            case Outbound.Free() -> Optional.empty();
            case Outbound.Stopped _ ->
                Optional.of(new Verdict.Skip("Everything is stopped, so %s: see row outbound.".formatted(left)));
            case Outbound.Unknown _ ->
                Optional.of(new Verdict.Skip(
                        "Whether everything is stopped is not known, so %s: see row outbound.".formatted(left)));
        };
    }
}

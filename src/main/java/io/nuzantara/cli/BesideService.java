package io.nuzantara.cli;

import io.nuzantara.database.DatabaseAccess;
import io.nuzantara.database.Installation;
import io.nuzantara.database.SqlState;
import io.nuzantara.security.KillSwitch;
import io.nuzantara.security.KillSwitch.Stop;
import io.nuzantara.security.Problem;
import io.nuzantara.security.StopReason;
import io.nuzantara.security.Token;
import io.nuzantara.security.TokenRequest;
import io.nuzantara.security.Tokens;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Works on the database of the installation, whether its service runs or not. Whoever reaches that database is its administrator
 * already, so no token is asked for.
 */
final class BesideService implements Administration {

    private static final String BY = "command line";

    private final DatabaseAccess database;
    private final Tokens tokens;
    private final KillSwitch killSwitch;

    private BesideService(DatabaseAccess database, Tokens tokens, KillSwitch killSwitch) {
        this.database = database;
        this.tokens = tokens;
        this.killSwitch = killSwitch;
    }

    /** @throws io.nuzantara.database.StartRefused when there is no database, or it does not answer */
    static BesideService open(Installation installation, Clock clock) {
        var database = DatabaseAccess.besideService(installation);
        return new BesideService(
                database,
                Tokens.seenFromOutside(database.jdbc(), clock),
                KillSwitch.seenFromOutside(database.jdbc(), installation.dataDirectory(), clock));
    }

    @Override
    public ObjectNode createToken(String name, List<String> scopes, Instant expiresAt) {
        var created = answer(() -> tokens.create(new TokenRequest(name, scopes, expiresAt), BY));
        return ((ObjectNode) Json.tree(created.token()))
                .put("token", created.text().reveal());
    }

    @Override
    public JsonNode tokens() {
        return Json.tree(new TokenList(answer(tokens::list)));
    }

    @Override
    public void revokeToken(String id) {
        if (!answer(() -> tokens.revoke(id))) {
            throw new CommandFailed(
                    CommandFailed.FAILED,
                    "token-unknown",
                    "There is no token of this id. See: ./nuzantara token list --database");
        }
    }

    @Override
    public JsonNode stop(String reason) {
        return Json.tree(new State(answer(() -> killSwitch.stop(StopReason.checked(reason), BY))));
    }

    @Override
    public JsonNode resume() {
        return Json.tree(new State(answer(() -> killSwitch.resume(BY)).orElse(null)));
    }

    private <T> T answer(Supplier<T> work) {
        try {
            return work.get();
        } catch (Problem refused) {
            throw Refusal.of(refused);
        } catch (DataAccessException e) {
            throw failed(e);
        }
    }

    /** SQL states: PostgreSQL manual, appendix A. */
    private CommandFailed failed(DataAccessException failure) {
        var state = SqlState.of(failure).orElse("none");
        var sentence = switch (state) {
            case "42P01", "42703", "3F000" ->
                "The database at %s has no tables of this version of Nuzantara: start the service once, or: ./nuzantara up --migrate-only";
            default -> "The database at %s did not do it (SQL state " + state + "): try again.";
        };
        var failed =
                new CommandFailed(CommandFailed.NOT_READY, "database-refused", sentence.formatted(database.owner()));
        failed.initCause(failure);
        return failed;
    }

    @Override
    public void close() {
        database.close();
    }

    private record TokenList(List<Token> tokens) {}

    private record State(@Nullable Stop stopped) {}
}

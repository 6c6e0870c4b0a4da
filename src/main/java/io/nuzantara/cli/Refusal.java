package io.nuzantara.cli;

import io.nuzantara.security.Problem;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a refusal of the service means on the command line: the exit code, the sentence, the next command. */
final class Refusal {

    private Refusal() {}

    /**
     * What the service answered.
     *
     * @param body null when it was no JSON
     * @param withoutAccess what to say where it does not know the caller
     */
    static CommandFailed of(int status, @Nullable JsonNode body, String withoutAccess) {
        var problem = body != null && body.isObject() ? body : Json.object().put("status", status);
        var code = problem.path("code").asString("http-" + status);
        var sentence = "%s%s %s".formatted(said(problem, status), reasons(problem), next(status, code, withoutAccess));
        return new CommandFailed(exitCode(status), code, sentence, problem);
    }

    /** The same refusal where no service stands between. */
    static CommandFailed of(Problem refused) {
        var body = Json.object()
                .put("status", refused.status().value())
                .put("title", refused.title())
                .put("detail", refused.detail())
                .put("code", refused.code());
        body.set("errors", Json.tree((Object) refused.errors()));
        return of(refused.status().value(), body, "");
    }

    private static String said(JsonNode problem, int status) {
        var detail = problem.path("detail").asString("");
        var title = problem.path("title").asString("The service answered " + status);
        return sentence(detail.isBlank() ? title : detail);
    }

    private static String sentence(String text) {
        return text.strip().matches("(?s).*[.!?]") ? text.strip() : text.strip() + ".";
    }

    /** The fields that were wrong, unless the sentence names them already. */
    private static String reasons(JsonNode problem) {
        var detail = problem.path("detail").asString("");
        return problem.path("errors")
                .valueStream()
                .filter(error -> !detail.contains(error.path("detail").asString("")))
                .map(error -> sentence(error.path("pointer").asString("").replaceAll("^#?/", "") + ": "
                        + error.path("detail").asString("")))
                .collect(Collectors.joining(" ", " ", ""))
                .stripTrailing();
    }

    private static int exitCode(int status) {
        return switch (status) {
            case 400, 415, 422 -> CommandFailed.USAGE;
            case 401, 403, 421, 429, 502, 503, 504 -> CommandFailed.NOT_READY;
            default -> CommandFailed.FAILED;
        };
    }

    private static String next(int status, String code, String withoutAccess) {
        if (status == 401) {
            return withoutAccess;
        }
        return switch (code) {
            case "execution-unknown", "execution-finished", "execution-not-finished", "nothing-failed" ->
                "See: ./nuzantara executions";
            case "approval-unknown", "approval-decided", "approval-changed" -> "See: ./nuzantara approvals list";
            case "cycle-active", "cycle-unknown" -> "See: ./nuzantara cycle --list";
            case "token-unknown" -> "See: ./nuzantara token list";
            case "execution-active", "agent-unknown" -> "See: ./nuzantara status";
            default -> status < 500 && status != 403 ? "See: ./nuzantara --help" : "See: ./nuzantara status";
        };
    }
}

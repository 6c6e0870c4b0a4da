package io.nuzantara.cli;

import java.net.URI;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a refusal of the service means on the command line: the exit code, the sentence, the next command. */
final class Refusal {

    private Refusal() {}

    static CommandFailed of(int status, @Nullable JsonNode body, URI address, boolean withToken) {
        var problem = body != null && body.isObject() ? body : Json.object().put("status", status);
        var code = problem.path("code").asString("http-" + status);
        var sentence =
                "%s%s %s".formatted(said(problem, status), reasons(problem), next(status, code, address, withToken));
        return new CommandFailed(exitCode(status), code, sentence, problem);
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

    private static String next(int status, String code, URI address, boolean withToken) {
        if (status == 401) {
            return withToken
                    ? "The token is not valid at %s. Name another: --token-file FILE".formatted(address)
                    : "No token was found for %s. Name one: --token-file FILE".formatted(address);
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

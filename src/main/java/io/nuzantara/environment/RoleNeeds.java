package io.nuzantara.environment;

import io.nuzantara.environment.Finding.Severity;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a role cannot do its work without: a split shares a database and a token, and the orchestrator looks for the agents. */
final class RoleNeeds {

    private static final Finding TOKEN = new Finding(
            Severity.FAIL,
            Catalogue.SERVICE_TOKEN,
            "NUZANTARA_SERVICE_TOKEN is not set, so the roles cannot know each other.",
            "set NUZANTARA_SERVICE_TOKEN=\"$(openssl rand -hex 32)\", the same text in both roles");
    private static final Finding ADDRESS = new Finding(
            Severity.FAIL,
            Catalogue.AGENTS_URL,
            "BACKEND_RAG_URL is not set, so the orchestrator looks for the agents at http://localhost:8000.",
            "set BACKEND_RAG_URL=http://HOST:8000 to where the agents are");

    private RoleNeeds() {}

    /** What is missing, as failures. */
    static Stream<Finding> missing(String role, Predicate<String> isGiven) {
        var needed = switch (role.strip().toLowerCase(Locale.ROOT)) {
            case "agents" -> List.of(database("agents"), TOKEN);
            case "orchestrator" -> List.of(database("orchestrator"), TOKEN, ADDRESS);
            default -> List.<Finding>of();
        };
        return needed.stream().filter(finding -> !isGiven.test(finding.variable()));
    }

    private static Finding database(String role) {
        return new Finding(
                Severity.FAIL,
                Catalogue.DATABASE_URL,
                "The role %s needs DATABASE_URL, as two processes cannot share the embedded database of one data directory."
                        .formatted(role),
                "set DATABASE_URL to one PostgreSQL database in both roles");
    }
}

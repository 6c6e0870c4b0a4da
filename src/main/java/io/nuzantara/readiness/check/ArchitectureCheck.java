package io.nuzantara.readiness.check;

import io.nuzantara.build.Build;
import io.nuzantara.build.Versions;
import io.nuzantara.orchestrator.AgentsLink;
import io.nuzantara.orchestrator.AgentsQuestion;
import java.time.Duration;
import java.util.Optional;

/** Whether the orchestrator reaches the agents as it must: over HTTP, with the token, at a version it understands. */
final class ArchitectureCheck implements Check {

    private static final Duration SLOW = Duration.ofMillis(100);
    private static final String TOKEN =
            "NUZANTARA_SERVICE_TOKEN with the same value for both roles, then start both again";

    private final Site site;
    private final Build build;

    ArchitectureCheck(Site site, Build build) {
        this.site = site;
        this.build = build;
    }

    @Override
    public String id() {
        return "architecture";
    }

    @Override
    public Group group() {
        return Group.WORK;
    }

    @Override
    public Verdict run() {
        if (!site.hasRole("orchestrator")) {
            return new Verdict.Skip("This role serves the agents and calls nobody.");
        }
        var address = address();
        var token = site.service().token();
        if (address.isEmpty()) {
            return new Verdict.Skip("No service answers on this data directory: ./nuzantara up");
        }
        return token.isEmpty()
                ? new Verdict.Fail("There is no service token, so the agents would not let us in.", TOKEN)
                : told(
                        AgentsQuestion.ask(address.get(), token::get, site.json(), site.patience(), site.clock()),
                        address.get());
    }

    /** In one process with the agents it is our own address, unless somebody configured another. */
    private Optional<String> address() {
        var configured = site.settings().getProperty("nuzantara.orchestrator.agents-url", "");
        if (!configured.isBlank()) {
            return Optional.of(configured);
        }
        return site.hasRole("agents")
                ? site.service().address().map(Object::toString)
                : Optional.of("http://localhost:8000");
    }

    private Verdict told(AgentsLink link, String address) {
        return switch (link) {
            case AgentsLink.Answered answered -> answered(answered);
            case AgentsLink.Refused(var sentence) ->
                new Verdict.Fail("The agents service does not let us in: %s".formatted(sentence), TOKEN);
            case AgentsLink.Unreachable(var reason) ->
                new Verdict.Fail(
                        "The agents service does not answer: %s.".formatted(reason),
                        "BACKEND_RAG_URL=address of the agents service; try it from here: curl -i %s/readyz"
                                .formatted(shown(address)));
            case AgentsLink.Misconfigured(var sentence) ->
                new Verdict.Fail(sentence, "BACKEND_RAG_URL=http://localhost:8000, or https://HOST/PATH");
        };
    }

    /** An address may hold a secret in parts that it should not have. */
    private static String shown(String address) {
        return address.replaceAll("//[^/@]*@", "//").replaceAll("[?#].*", "").replaceAll("/+$", "");
    }

    private Verdict answered(AgentsLink.Answered answered) {
        var says = "The agents service answers: version %s, %d agents, %d ms."
                .formatted(
                        answered.version(), answered.agents(), answered.took().toMillis());
        if (answered.agents() == 0) {
            return new Verdict.Fail(
                    "Another service answers at the address of the agents.",
                    "BACKEND_RAG_URL=address of the agents service");
        }
        return switch (Versions.compare(build.version(), answered.version())) {
            case OLDER ->
                new Verdict.Fail(
                        "The agents are version %s, older than this orchestrator (%s)."
                                .formatted(answered.version(), build.version()),
                        "Deploy the agents first: deploy/deploy TARGET");
            case MUCH_NEWER ->
                new Verdict.Warn(
                        "The agents are version %s, more than one release newer than this orchestrator (%s)."
                                .formatted(answered.version(), build.version()),
                        "Deploy the orchestrator too: deploy/deploy TARGET");
            case FITS, UNKNOWN ->
                answered.took().compareTo(SLOW) > 0
                        ? new Verdict.Warn(
                                says, "Bring both roles into one network; BACKEND_RAG_URL with an internal name")
                        : new Verdict.Pass(says);
        };
    }
}

package io.nuzantara.cli;

import io.nuzantara.orchestrator.CycleView;
import tools.jackson.databind.JsonNode;

/** One cycle from its start to its end. */
final class CycleRun {

    private static final String CYCLES = "/api/orchestrator/cycles";

    private final ServiceClient service;
    private final Output output;

    CycleRun(ServiceClient service, Output output) {
        this.service = service;
        this.output = output;
    }

    JsonNode start() {
        return service.post(CYCLES);
    }

    /** The id of a new cycle, or of the one that is at work already. */
    String startOrJoin() {
        try {
            return start().path("cycle_id").asString("");
        } catch (CommandFailed refused) {
            if (!refused.code().equals("cycle-active") || refused.problem() == null) {
                throw refused;
            }
            return refused.problem().path("cycle_id").asString("");
        }
    }

    /** Looks at the cycle until it has ended. */
    JsonNode follow(String id) {
        try (var progress = new ProgressLine(output)) {
            while (true) {
                var document = service.get(CYCLES + "/" + ServiceClient.encoded(id));
                var cycle = Json.as(document, CycleView.class);
                if (cycle.isFinal()) {
                    return document;
                }
                progress.show(CycleText.standing(cycle));
                Follow.pause(output.surroundings());
            }
        }
    }

    /** Prints the report; a cycle in which not everything went well is a failure. */
    void tell(JsonNode document) {
        var cycle = Json.as(document, CycleView.class);
        CycleText.report(cycle).forEach(output::line);
        if (!CycleText.wentWell(cycle)) {
            throw new CommandFailed(
                    CommandFailed.FAILED,
                    "cycle-not-whole",
                    "Not everything in the cycle went well: %s. See: ./nuzantara executions --status failed"
                            .formatted(cycle.status()),
                    Json.object().set("cycle", document));
        }
        output.document(document);
    }
}

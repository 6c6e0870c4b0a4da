package io.nuzantara.cli;

import io.nuzantara.api.ExecutionView;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Waits for something on the service, showing where it stands. */
final class Follow {

    private final ServiceClient service;
    private final Output output;

    Follow(ServiceClient service, Output output) {
        this.service = service;
        this.output = output;
    }

    /** Looks at an execution until it ends or waits for a person; each look is handed on. */
    JsonNode execution(String id, Consumer<JsonNode> eachLook) {
        try (var progress = new ProgressLine(output)) {
            while (true) {
                var document = service.get("/api/autonomous-agents/executions/" + ServiceClient.encoded(id));
                var execution = Json.as(document, ExecutionView.class);
                eachLook.accept(document);
                if (execution.isFinal() || execution.status().equals("waiting_approval")) {
                    return document;
                }
                progress.show(Words.standing(execution));
                pause(output.surroundings());
            }
        }
    }

    static void pause(Surroundings surroundings) {
        try {
            Thread.sleep(surroundings.pause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(CommandFailed.FAILED, "interrupted", "Interrupted. See: ./nuzantara status");
        }
    }
}

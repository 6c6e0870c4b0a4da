package io.nuzantara.orchestrator;

import java.util.Map;

/** Which number in the result of each agent says that there was something to do. */
final class FoundWork {

    static final Map<String, String> KEYS = Map.of(
            "client_value_predictor", "scores_changed",
            "knowledge_graph_builder", "sources_changed",
            "conversation_trainer", "insights_found",
            "performance_optimizer", "findings");

    private FoundWork() {}
}

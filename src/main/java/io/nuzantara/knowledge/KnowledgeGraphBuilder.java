package io.nuzantara.knowledge;

import io.nuzantara.execution.Agent;
import io.nuzantara.execution.AgentDescriptor;
import io.nuzantara.execution.DegradedReason;
import io.nuzantara.execution.Execution;
import io.nuzantara.execution.FailureCode;
import io.nuzantara.execution.ItemHandler;
import io.nuzantara.execution.Outcome;
import io.nuzantara.execution.ParameterSpec;
import io.nuzantara.knowledge.extraction.Extractor;
import io.nuzantara.knowledge.extraction.LexiconRefused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/** The agent that reads new and changed conversations and keeps the graph of what was said in them. */
@Component
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class KnowledgeGraphBuilder implements Agent {

    static final String ID = "knowledge_graph_builder";
    /** The step that fixes what is to be read. */
    static final String SELECT = "select";

    private static final String CONVERSATION = "conversation";
    private static final long DEFAULT_DAYS = 30;

    private static final AgentDescriptor DESCRIPTOR = new AgentDescriptor(
            ID,
            "Knowledge Graph Builder",
            "Reads conversations and keeps a graph of the entities and facts in them, each with its evidence.",
            "0 0 4 * * *",
            7,
            Duration.ofMinutes(30),
            Duration.ofHours(4),
            Duration.ofHours(1),
            true,
            List.of(),
            List.of(
                    new ParameterSpec.WholeNumber(
                            "days_back", "conversations with a message in the last days", DEFAULT_DAYS, 1, 3650),
                    new ParameterSpec.Flag(
                            "init_schema", "verify the tables first; they are never created here", false)),
            false);

    private final Sources sources;
    private final ReadSources reader;
    private final Resolution resolution;
    private final Derivation derivation;
    private final Insights insights;
    private final Graph graph;
    private final Lexicons lexicons;
    private final Clock clock;

    KnowledgeGraphBuilder(
            Sources sources,
            ReadSources reader,
            Resolution resolution,
            Derivation derivation,
            Insights insights,
            Graph graph,
            Lexicons lexicons,
            Clock clock) {
        this.sources = sources;
        this.reader = reader;
        this.resolution = resolution;
        this.derivation = derivation;
        this.insights = insights;
        this.graph = graph;
        this.lexicons = lexicons;
        this.clock = clock;
    }

    @Override
    public AgentDescriptor descriptor() {
        return DESCRIPTOR;
    }

    /**
     * What is to be read, fixed once.
     *
     * @param refusal why the lexicon cannot be used; empty = it can
     */
    record Selection(Instant from, Instant until, String extractor, String refusal, long seen) {
        Sources.Window window() {
            return new Sources.Window(from, until, extractor);
        }
    }

    /** Sources of conversations that are gone. */
    record Forgotten(int sources) {}

    @Override
    public Outcome run(Execution execution) {
        execution.phase("looking for new and changed conversations");
        var selection = execution.step(SELECT, Selection.class, () -> select(execution));
        if (!selection.refusal().isEmpty()) {
            return new Outcome.Failed(FailureCode.CONFIGURATION_MISSING, selection.refusal());
        }
        execution.stepInTransaction("forget", Forgotten.class, () -> new Forgotten(sources.forgetVanished()));
        execution.phase("reading conversations");
        var read = execution.items(CONVERSATION, sources.unread(selection.window()));
        execution.phase("resolving names");
        var resolved = execution.stepInTransaction("resolve", Resolution.Resolved.class, resolution::resolve);
        execution.phase("deriving edges");
        var derived = execution.stepInTransaction(
                "derive", Derivation.Derived.class, () -> derive(resolved, execution.acceptedAt()));
        execution.phase("ranking");
        var version = execution.stepInTransaction(
                "insights", Insights.Version.class, () -> record(resolved, derived, execution));
        var summary = execution.step("summary", Summary.class, () -> Summary.of(graph));
        var failed = execution.step("failed", Integer.class, () -> sources.failed(execution.id()));
        return completed(
                execution, selection, new Read((int) read.total(), failed + (int) read.failed()), version, summary);
    }

    private Selection select(Execution execution) {
        var until = execution.acceptedAt();
        var from = until.minus(Duration.ofDays(execution.parameters().number("days_back")));
        try {
            var window = new Sources.Window(from, until, Extractor.version(lexicons.current()));
            return new Selection(from, until, window.extractor(), "", sources.seen(window));
        } catch (LexiconRefused refused) {
            return new Selection(from, until, "", refused.getMessage() + ": mend knowledge/lexicon.csv", 0);
        }
    }

    @Override
    public Map<String, ItemHandler<?>> itemHandlers() {
        return Map.of(CONVERSATION, reader);
    }

    private Derivation.Derived derive(Resolution.Resolved resolved, Instant at) {
        return resolved.changed() ? derivation.derive(at) : new Derivation.Derived(0, 0);
    }

    private Insights.Version record(Resolution.Resolved resolved, Derivation.Derived derived, Execution execution) {
        var newest = insights.newest();
        return newest.isPresent() && !resolved.changed()
                ? newest.get()
                : insights.record(derived, execution.id(), execution.acceptedAt());
    }

    /** How many conversations were to be read, and how many of them could not be. */
    private record Read(int changed, int failed) {}

    private static Outcome completed(
            Execution execution, Selection selection, Read read, Insights.Version version, Summary summary) {
        if (read.failed() > 0) {
            execution.degraded(DegradedReason.ITEMS_FAILED);
        }
        var message = "Read %,d of %,d conversations; the graph has %,d entities, %,d facts and %,d associations."
                .formatted(
                        read.changed() - read.failed(),
                        selection.seen(),
                        summary.totals().entities(),
                        summary.totals().facts(),
                        summary.totals().associations());
        var result = new LinkedHashMap<String, Object>();
        result.put("entities_total", summary.totals().entities());
        result.put("facts_total", summary.totals().facts());
        result.put("associations_total", summary.totals().associations());
        result.put("mentions_total", summary.totals().mentions());
        result.put("top_entities_count", summary.topEntitiesCount());
        result.put("hubs_count", summary.hubsCount());
        result.put("relationship_types_count", summary.relationshipTypesCount());
        result.put("top_entities", summary.topEntities());
        result.put("top_hubs", summary.topHubs());
        result.put("message", message);
        result.put("sources_seen", selection.seen());
        result.put("sources_changed", read.changed());
        result.put("sources_failed", read.failed());
        result.put("mode", "local");
        result.put("version_id", version.id());
        if (execution.parameters().flag("init_schema")) {
            result.put("schema", "ready");
        }
        return new Outcome.Completed(message, result);
    }

    /** The figures of the graph as the result shows them. */
    record Summary(
            Graph.Totals totals,
            int topEntitiesCount,
            int hubsCount,
            int relationshipTypesCount,
            List<Graph.Mentioned> topEntities,
            List<Graph.Hub> topHubs) {

        private static final int SHOWN = 5;

        static Summary of(Graph graph) {
            var entities = graph.topEntities(Insights.LENGTH);
            var hubs = graph.topHubs(Insights.LENGTH);
            return new Summary(
                    graph.totals(),
                    entities.size(),
                    hubs.size(),
                    graph.relationshipTypes().size(),
                    entities.stream().limit(SHOWN).toList(),
                    hubs.stream().limit(SHOWN).toList());
        }
    }

    /**
     * Conversations of the default window that were not read since their last message; older ones wait for nobody, since no
     * scheduled execution would read them.
     */
    @Override
    public Map<String, Long> backlog() {
        var now = clock.instant();
        var window = new Sources.Window(
                now.minus(Duration.ofDays(DEFAULT_DAYS)), now, Extractor.version(lexicons.current()));
        var waiting = sources.waiting(window);
        var hours = waiting.oldest() == null
                ? 0
                : Duration.between(waiting.oldest(), now).toHours();
        return Map.of("unread_conversations", waiting.conversations(), "oldest_unread_hours", hours);
    }
}

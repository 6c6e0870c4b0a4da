package io.nuzantara.knowledge.web;

import io.nuzantara.knowledge.Evidence;
import io.nuzantara.knowledge.Graph;
import io.nuzantara.knowledge.GraphSearch;
import io.nuzantara.knowledge.extraction.EntityType;
import io.nuzantara.security.Problem;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads of the graph. Whoever may see masked clients may see the graph; its quotes are words of clients and need more. */
@RestController
@RequestMapping("/api/knowledge")
class KnowledgeController {

    private final Graph graph;
    private final GraphSearch search;
    private final Evidence evidence;
    private final JsonMapper json;

    KnowledgeController(Graph graph, GraphSearch search, Evidence evidence, JsonMapper json) {
        this.graph = graph;
        this.search = search;
        this.evidence = evidence;
        this.json = json;
    }

    /** @param facets number of hits by type */
    record SearchAnswer(List<GraphSearch.Hit> hits, SortedMap<String, Long> facets, int total) {}

    /**
     * Entities by name.
     *
     * @param q 1-200 characters
     * @param type only entities of this type
     * @param limit 1-50
     */
    @GetMapping("/search")
    @PreAuthorize("hasAuthority('client:read-masked')")
    SearchAnswer search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(defaultValue = "10") String limit) {
        if (q.isBlank() || q.length() > GraphSearch.LONGEST_QUERY) {
            throw invalid("q", "give 1 to %d characters".formatted(GraphSearch.LONGEST_QUERY));
        }
        if (type != null && EntityType.ofCode(type).isEmpty()) {
            throw invalid("type", "give one of the entity types, e.g. visa_type");
        }
        var hits = search.search(q, type, number("limit", limit, 50));
        var facets = hits.stream()
                .collect(Collectors.groupingBy(GraphSearch.Hit::type, TreeMap::new, Collectors.counting()));
        return new SearchAnswer(hits, facets, hits.size());
    }

    /** @param facts live facts by predicate */
    record EntityAnswer(Graph.Entity entity, SortedMap<String, List<EdgeAnswer>> facts) {}

    /** An edge with its value, if it has one, as JSON. */
    record EdgeAnswer(Graph.Edge edge, @Nullable JsonNode value) {}

    /** One entity with its names, figures and facts. */
    @GetMapping("/entities/{id}")
    @PreAuthorize("hasAuthority('client:read-masked')")
    EntityAnswer entity(@PathVariable String id) {
        var entity = known(id);
        var facts = graph.facts(entity.entityId()).stream()
                .map(this::answer)
                .collect(Collectors.groupingBy(fact -> fact.edge().predicate(), TreeMap::new, Collectors.toList()));
        return new EntityAnswer(entity, facts);
    }

    private EdgeAnswer answer(Graph.Edge edge) {
        return new EdgeAnswer(edge, edge.literal() == null ? null : json.readTree(edge.literal()));
    }

    /** @param next cursor of the next page; null = this was the last */
    record EvidenceAnswer(
            List<Evidence.Quote> evidence, @Nullable String next) {}

    /**
     * Where an entity was said, newest first, in the words of the conversation.
     *
     * @param edge only the places that state this fact
     * @param cursor {@code next} of the page before
     * @param limit 1-100
     */
    @GetMapping("/entities/{id}/evidence")
    @PreAuthorize("hasAuthority('client:read')")
    EvidenceAnswer evidence(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String edge,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") String limit) {
        var entity = known(id);
        var size = number("limit", limit, 100);
        if (edge != null) {
            return new EvidenceAnswer(
                    evidence.ofEdge(entity.entityId(), number("edge", edge, Long.MAX_VALUE), size), null);
        }
        var quotes = evidence.ofEntity(entity.entityId(), Cursor.read(cursor), size);
        return new EvidenceAnswer(quotes, quotes.size() < size ? null : Cursor.after(quotes.getLast()));
    }

    /** @param truncated how many edges did not fit */
    record NeighboursAnswer(Graph.Entity entity, List<Graph.Edge> edges, int truncated) {}

    /**
     * What is connected with an entity, strongest first.
     *
     * @param depth 1
     * @param associations whether co-mentions count beside facts
     * @param limit 1-300
     */
    @GetMapping("/entities/{id}/neighbours")
    @PreAuthorize("hasAuthority('client:read-masked')")
    NeighboursAnswer neighbours(
            @PathVariable String id,
            @RequestParam(defaultValue = "1") String depth,
            @RequestParam(defaultValue = "false") String associations,
            @RequestParam(defaultValue = "25") String limit) {
        number("depth", depth, 1);
        if (!associations.equals("true") && !associations.equals("false")) {
            throw invalid("associations", "give true or false");
        }
        var entity = known(id);
        var neighbourhood =
                graph.neighbours(entity.entityId(), associations.equals("true"), number("limit", limit, 300));
        return new NeighboursAnswer(entity, neighbourhood.edges(), neighbourhood.leftOut());
    }

    record InsightsAnswer(Graph.Totals totals, List<InsightAnswer> insights) {}

    record InsightAnswer(String kind, int rank, String text, String severity, JsonNode numbers) {}

    /**
     * Rankings and observations of the newest version.
     *
     * @param kind only this kind
     */
    @GetMapping("/insights")
    @PreAuthorize("hasAuthority('client:read-masked')")
    InsightsAnswer insights(@RequestParam(required = false) @Nullable String kind) {
        var insights = graph.insights(kind).stream()
                .map(each -> new InsightAnswer(
                        each.kind(), each.rank(), each.text(), each.severity(), json.readTree(each.numbers())))
                .toList();
        return new InsightsAnswer(graph.totals(), insights);
    }

    private Graph.Entity known(String id) {
        return (id.matches("\\d{1,18}") ? graph.entity(Long.parseLong(id)) : java.util.Optional.<Graph.Entity>empty())
                .orElseThrow(() -> new Problem(
                        HttpStatus.NOT_FOUND,
                        "knowledge-entity-unknown",
                        "There is no such entity",
                        "No entity has this id. GET /api/knowledge/search finds entities by name."));
    }

    private static int number(String name, String text, int most) {
        return (int) number(name, text, (long) most);
    }

    private static long number(String name, String text, long most) {
        if (!text.matches("\\d{1,18}") || Long.parseLong(text) < 1 || Long.parseLong(text) > most) {
            throw invalid(name, most == Long.MAX_VALUE ? "give an id" : "give a whole number from 1 to " + most);
        }
        return Long.parseLong(text);
    }

    static Problem invalid(String name, String reason) {
        return new Problem(
                HttpStatus.BAD_REQUEST,
                "parameter-invalid",
                "A parameter is not valid",
                name + ": " + reason + ".",
                List.of(new Problem.Invalid("/" + name, reason)));
    }
}

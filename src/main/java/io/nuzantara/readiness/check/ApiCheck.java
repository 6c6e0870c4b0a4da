package io.nuzantara.readiness.check;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether the calls that the orchestrator and people depend on are there and closed: 401 without a token, a known answer with
 * one. Nothing is started: a parameter that no agent has is refused before any agent hears of it.
 */
final class ApiCheck implements Check {

    private static final String UNKNOWN = "00000000-0000-0000-0000-000000000000";
    private static final String FIX =
            "Look at it yourself: curl -i ADDRESS/api/autonomous-agents/status; install the program again if a call is missing";
    private static final List<Call> AGENTS = List.of(
            run("conversation-trainer"),
            run("client-value-predictor"),
            run("knowledge-graph-builder"),
            run("performance-optimizer"),
            new Call("GET", "/api/autonomous-agents/status", 200),
            new Call("GET", "/api/autonomous-agents/executions?limit=1", 200),
            new Call("GET", "/api/autonomous-agents/executions/" + UNKNOWN, 404));
    private static final List<Call> ORCHESTRATOR = List.of(
            new Call("GET", "/api/orchestrator", 200), new Call("GET", "/api/orchestrator/cycles?limit=1", 200));

    private final Site site;

    ApiCheck(Site site) {
        this.site = site;
    }

    /** One call and how it is answered to a caller with a token. */
    private record Call(String method, String path, int expected) {}

    private static Call run(String agent) {
        return new Call("POST", "/api/autonomous-agents/%s/run?readiness_probe=1".formatted(agent), 400);
    }

    @Override
    public String id() {
        return "api";
    }

    @Override
    public Group group() {
        return Group.WORK;
    }

    @Override
    public Verdict run() {
        return site.service()
                .address()
                .map(this::asked)
                .orElseGet(() -> new Verdict.Skip("No service answers on this data directory: ./nuzantara up"));
    }

    private Verdict asked(URI service) {
        var token = site.service().token();
        var faults = new ArrayList<Verdict>(closed(service));
        token.ifPresent(text -> faults.addAll(answered(service, text)));
        if (!faults.isEmpty()) {
            return Verdict.of(faults.stream().distinct().toList());
        }
        return token.isPresent()
                ? new Verdict.Pass("%d calls are there, and closed to strangers.".formatted(calls().size()))
                : new Verdict.Warn(
                        "%d calls are closed to strangers; without the service token no more can be seen."
                                .formatted(calls().size()),
                        "NUZANTARA_SERVICE_TOKEN=as the service has it");
    }

    private List<Call> calls() {
        return Stream.concat(
                        site.hasRole("agents") ? AGENTS.stream() : Stream.empty(),
                        site.hasRole("orchestrator") ? ORCHESTRATOR.stream() : Stream.empty())
                .toList();
    }

    private List<Verdict> closed(URI service) {
        try (var stranger = new LocalCalls(service, null, site.patience())) {
            return calls().stream()
                    .flatMap(call -> open(service, call, status(stranger, call)).stream())
                    .toList();
        }
    }

    /** Only what a caller with a token would get as well shows that a call is open. */
    private static List<Verdict> open(URI service, Call call, int status) {
        if (status == 401) {
            return List.of();
        }
        var isOpen = (status >= 200 && status < 400) || status == call.expected();
        return List.of(new Verdict.Fail(
                isOpen
                        ? "%s %s answers without a token.".formatted(call.method(), call.path())
                        : wrong(call, status, "401 to a stranger"),
                fix(service)));
    }

    private List<Verdict> answered(URI service, String token) {
        try (var known = new LocalCalls(service, token, site.patience())) {
            return calls().stream()
                    .flatMap(call -> fault(service, call, status(known, call)).stream())
                    .toList();
        }
    }

    private static List<Verdict> fault(URI service, Call call, int status) {
        return status == call.expected()
                ? List.of()
                : List.of(new Verdict.Fail(wrong(call, status, Integer.toString(call.expected())), fix(service)));
    }

    private static String wrong(Call call, int status, String expected) {
        return status == 0
                ? "%s %s is not answered.".formatted(call.method(), call.path())
                : "%s %s answers %d, and not %s.".formatted(call.method(), call.path(), status, expected);
    }

    private static String fix(URI service) {
        return FIX.replace("ADDRESS", service.toString());
    }

    private static int status(LocalCalls calls, Call call) {
        return (call.method().equals("GET") ? calls.get(call.path()) : calls.post(call.path())).status();
    }
}

package io.nuzantara.cli;

import io.nuzantara.api.ApprovalPage;
import io.nuzantara.api.ApprovalView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** What executions ask people. */
final class ApprovalCommands {

    private static final String APPROVALS = "/api/approvals";

    private ApprovalCommands() {}

    /** Stands above the three. */
    @Command(
            name = "approvals",
            description = "List, approve and reject what executions ask.",
            synopsisSubcommandLabel = "COMMAND")
    static class Group {}

    /** Those that wait, or those in another status. */
    @Command(name = "list", description = "Approvals that wait, the oldest first.")
    static class ListAll implements Callable<Integer> {

        private final Surroundings surroundings;

        @Mixin
        private final Remote remote = new Remote();

        @Option(
                names = "--status",
                paramLabel = "STATUS",
                description = "pending (default), approved, rejected, expired or withdrawn.")
        private @Nullable String status;

        @Option(names = "--agent", paramLabel = "AGENT", description = "Only of this agent.")
        private @Nullable String agent;

        @Option(names = "--limit", paramLabel = "N", description = "1-200 (default 20).")
        private @Nullable String limit;

        @Option(names = "--cursor", paramLabel = "CURSOR", description = "next_cursor of the page before.")
        private @Nullable String cursor;

        ListAll(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            var output = remote.output(surroundings);
            try (var service = remote.connect(surroundings)) {
                var document = service.get(APPROVALS, filter());
                var page = Json.as(document, ApprovalPage.class);
                output.table(
                        List.of("APPROVAL", "AGENT", "STATUS", "EXPIRES", "DECIDED BY", "WHAT"),
                        page.approvals().stream().map(ListAll::row).toList());
                if (page.nextCursor() != null) {
                    output.remark("Next page: --cursor " + page.nextCursor());
                }
                output.document(document);
                return 0;
            }
        }

        private Map<String, String> filter() {
            var filter = new LinkedHashMap<String, String>();
            ServiceClient.put(filter, "status", status);
            ServiceClient.put(filter, "agent", agent);
            ServiceClient.put(filter, "limit", limit);
            ServiceClient.put(filter, "cursor", cursor);
            return filter;
        }

        private static List<String> row(ApprovalView approval) {
            return List.of(
                    approval.approvalId().toString(),
                    approval.agentName(),
                    approval.status(),
                    Words.time(approval.expiresAt()),
                    Words.orDash(approval.decidedBy()),
                    approval.title());
        }
    }

    /** Approves exactly what was shown. */
    @Command(name = "approve", description = "Show what is approved, ask, and approve it.")
    static class Approve implements Callable<Integer> {

        private final Surroundings surroundings;

        @Mixin
        private final Remote remote = new Remote();

        @Parameters(paramLabel = "ID", description = "The approval's id.")
        private String id = "";

        @Option(
                names = "--hash",
                paramLabel = "H",
                description = "payload_hash of what was seen (list --json); needed where nobody can be asked.")
        private @Nullable String hash;

        @Option(names = "--note", paramLabel = "N", description = "For later readers.")
        private @Nullable String note;

        Approve(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            var output = remote.output(surroundings);
            if (hash == null && (output.json() || !surroundings.terminal())) {
                throw new CommandFailed(
                        CommandFailed.USAGE,
                        "usage",
                        "Nobody can be asked here, so name what is approved: ./nuzantara approvals approve %s --hash H (payload_hash of: ./nuzantara approvals list --json)"
                                .formatted(id));
            }
            try (var service = remote.connect(surroundings)) {
                var seen = hash == null ? asked(service, output) : hash;
                var document =
                        service.post(path(id) + "/decision", Map.of(), decision("approve", seen, note), Map.of());
                output.line("Approved " + id);
                output.document(document);
                return 0;
            }
        }

        private String asked(ServiceClient service, Output output) {
            var approval = Json.as(service.get(path(id)), ApprovalView.class);
            show(approval, output);
            if (!surroundings.confirms("Approve this? [y/N] ")) {
                throw new CommandFailed(
                        CommandFailed.FAILED,
                        "not-approved",
                        "Nothing was decided. To refuse it: ./nuzantara approvals reject %s --note WHY".formatted(id));
            }
            return approval.payloadHash();
        }

        private static void show(ApprovalView approval, Output output) {
            output.line("%s asks: %s".formatted(approval.agentName(), approval.title()));
            output.line("  status %s, expires %s, decided by holders of %s"
                    .formatted(approval.status(), Words.time(approval.expiresAt()), approval.permission()));
            Json.pretty(approval.payload()).lines().forEach(line -> output.line("  " + line));
        }
    }

    /** Rejects, with the reason. */
    @Command(name = "reject", description = "Reject it; the agent will not do it.")
    static class Reject implements Callable<Integer> {

        private final Surroundings surroundings;

        @Mixin
        private final Remote remote = new Remote();

        @Parameters(paramLabel = "ID", description = "The approval's id.")
        private String id = "";

        @Option(names = "--note", required = true, paramLabel = "N", description = "Why; the agent is told.")
        private String note = "";

        Reject(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() {
            var output = remote.output(surroundings);
            try (var service = remote.connect(surroundings)) {
                var hash = service.get(path(id)).path("payload_hash").asString("");
                JsonNode document =
                        service.post(path(id) + "/decision", Map.of(), decision("reject", hash, note), Map.of());
                output.line("Rejected " + id);
                output.document(document);
                return 0;
            }
        }
    }

    private static String path(String id) {
        return APPROVALS + "/" + ServiceClient.encoded(id);
    }

    private static Map<String, String> decision(String decision, String hash, @Nullable String note) {
        var body = new LinkedHashMap<String, String>();
        body.put("decision", decision);
        body.put("payload_hash", hash);
        ServiceClient.put(body, "note", note);
        return body;
    }
}

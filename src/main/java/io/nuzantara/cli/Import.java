package io.nuzantara.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings files into the service as one batch; good rows are kept, refused ones come back with their reasons. */
@Command(name = "import", description = "Import CSV, TSV, JSONL or JSON files; prints the batch and its counts.")
class Import implements Callable<Integer> {

    private static final String IMPORTS = "/api/imports";

    private final Surroundings surroundings;

    @Mixin
    private final Remote remote = new Remote();

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files, or folders: all known files in them.")
    private final List<Path> paths = new ArrayList<>();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "clients, practices, interactions or conversations; else from header or name.")
    private @Nullable String type;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "Where the rows come from; ids are unique within it.")
    private @Nullable String source;

    @Option(names = "--timezone", paramLabel = "ZONE", description = "Of times without zone (default: the company's).")
    private @Nullable String timezone;

    @Option(names = "--country", paramLabel = "ID", description = "Of phone numbers without country code.")
    private @Nullable String country;

    @Option(names = "--dry-run", description = "Check everything, keep nothing.")
    private boolean dryRun;

    @Option(names = "--strict", description = "Refuse unknown columns.")
    private boolean strict;

    @Option(names = "--keep-sensitive", description = "Keep columns named like passwords or passports.")
    private boolean keepSensitive;

    @ArgGroup
    private @Nullable Shift shift;

    @Option(
            names = "--refused",
            paramLabel = "FILE",
            description = "Write the refused rows there, with reasons and fixes.")
    private @Nullable Path refused;

    @Option(names = "--allow-refused", description = "Exit 0 although rows were refused.")
    private boolean allowRefused;

    Import(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Moves all times of the batch by whole days. */
    static class Shift {
        @Option(names = "--shift-to-now", description = "The newest event falls in the last 24 hours.")
        private boolean now;

        @Option(
                names = "--shift-to",
                paramLabel = "INSTANT",
                description = "The newest event falls in the 24 hours before.")
        private @Nullable String instant;

        String text() {
            return instant == null ? now ? "now" : "none" : checked(instant);
        }

        private static String checked(String instant) {
            try {
                return Instant.parse(instant).toString();
            } catch (DateTimeParseException _) {
                throw new CommandFailed(
                        CommandFailed.USAGE,
                        "usage",
                        "'%s' is no instant. Type it as: --shift-to 2026-01-31T12:00:00Z".formatted(instant));
            }
        }
    }

    @Override
    public Integer call() {
        var output = remote.output(surroundings);
        var files = ImportFiles.named(paths, type != null);
        try (var service = remote.connect(surroundings)) {
            var batch = upload(service, output, files);
            service.post(IMPORTS + "/" + batch + "/start");
            tell(service, output, batch, follow(service, output, batch));
            return 0;
        }
    }

    private String upload(ServiceClient service, Output output, Map<String, Path> files) {
        var names = List.copyOf(files.keySet());
        var created = service.post(IMPORTS, options(), Map.of("files", names), Map.of());
        var batch = ServiceClient.encoded(created.path("batch_id").asString(""));
        try (var progress = new ProgressLine(output)) {
            files.forEach((name, file) -> {
                progress.show("sending " + name);
                service.put("%s/%s/files/%s".formatted(IMPORTS, batch, ServiceClient.encoded(name)), file);
            });
        }
        return batch;
    }

    private Map<String, String> options() {
        var options = new LinkedHashMap<String, String>();
        put(options, "type", type);
        put(options, "source", source);
        put(options, "timezone", timezone);
        put(options, "country", country);
        options.put("shift", shift == null ? "none" : shift.text());
        options.put("strict", Boolean.toString(strict));
        options.put("keep_sensitive", Boolean.toString(keepSensitive));
        options.put("dry_run", Boolean.toString(dryRun));
        return options;
    }

    private static void put(Map<String, String> options, String name, @Nullable String value) {
        if (value != null) {
            options.put(name, value);
        }
    }

    private static ImportReport follow(ServiceClient service, Output output, String batch) {
        try (var progress = new ProgressLine(output)) {
            while (true) {
                var report = ImportReport.of(service.get(IMPORTS + "/" + batch));
                if (report.isFinal()) {
                    return report;
                }
                progress.show(report.standing());
                Follow.pause(output.surroundings());
            }
        }
    }

    private void tell(ServiceClient service, Output output, String batch, ImportReport report) {
        report.print(output);
        if (refused != null && report.refusedRows() > 0) {
            service.download(IMPORTS + "/" + batch + "/refused", refused);
            output.remark("Refused rows: " + refused);
        }
        report.refuseUnlessWhole(allowRefused, refused);
        output.document(report.document());
    }
}

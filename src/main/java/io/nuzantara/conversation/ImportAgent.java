package io.nuzantara.conversation;

import io.nuzantara.execution.Agent;
import io.nuzantara.execution.AgentDescriptor;
import io.nuzantara.execution.Execution;
import io.nuzantara.execution.FailureCode;
import io.nuzantara.execution.Outcome;
import io.nuzantara.execution.ParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores the files of one batch: plan, measure the shift, store file after file, tidy up. */
@Component
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class ImportAgent implements Agent {

    static final String ID = "import";
    static final String BATCH = "batch";
    private static final Outcome FILES_GONE = new Outcome.Failed(
            FailureCode.CONFIGURATION_MISSING, "The files of this import are gone: send them again.");

    private final ImportBatches batches;
    private final ImportFiles files;
    private final ImportPlan plan;
    private final ImportBlocks blocks;
    private final ImportDirectory directory;
    private final ClientStatements clients;
    private final TransactionTemplate transactions;
    private final ImportMeters meters;
    private final ConversationSettings settings;
    private final ZoneId zone;
    private final Clock clock;

    ImportAgent(
            ImportBatches batches,
            ImportFiles files,
            ImportPlan plan,
            ImportBlocks blocks,
            ImportDirectory directory,
            ClientStatements clients,
            TransactionTemplate transactions,
            ImportMeters meters,
            ConversationSettings settings,
            @Value("${nuzantara.zone}") ZoneId zone,
            Clock clock) {
        this.batches = batches;
        this.files = files;
        this.plan = plan;
        this.blocks = blocks;
        this.directory = directory;
        this.clients = clients;
        this.transactions = transactions;
        this.meters = meters;
        this.settings = settings;
        this.zone = zone;
        this.clock = clock;
    }

    @Override
    public AgentDescriptor descriptor() {
        return new AgentDescriptor(
                ID,
                "Import",
                "Stores clients, practices, interactions and conversations from files.",
                "",
                5,
                Duration.ofMinutes(1),
                Duration.ofHours(6),
                Duration.ZERO,
                false,
                List.of(),
                List.of(new ParameterSpec.Text(BATCH, "id of the batch")),
                true);
    }

    @Override
    public Outcome run(Execution execution) {
        var found = batches.find(UUID.fromString(execution.parameters().text(BATCH)));
        if (found.isEmpty()) {
            return FILES_GONE;
        }
        var batch = found.get();
        var count = execution.step("plan", Integer.class, () -> plan(batch, execution.id()));
        if (count < 0) {
            return FILES_GONE;
        }
        var context = context(batch.options(), execution.acceptedAt());
        var shift = execution.step("shift", Shift.class, () -> shift(batch, count, context));
        store(execution, batch, count, context.shiftedBy(shift.days()));
        var counts = execution.stepInTransaction("finish", ImportTotals.class, () -> finish(batch));
        execution.step("tidy", Boolean.class, () -> tidy(batch));
        return new Outcome.Completed(message(batch, counts, shift), result(batch, counts, shift));
    }

    /** The number of files, -1 when those that were sent are not there any more. */
    private int plan(ImportBatch batch, UUID execution) {
        if (!directory.hasAllUploads(batch)) {
            return -1;
        }
        batches.running(batch.id(), execution);
        var planned = plan.of(batch);
        transactions.executeWithoutResult(status -> files.plan(batch.id(), planned));
        return planned.size();
    }

    private ImportContext context(ImportOptions options, Instant now) {
        return new ImportContext(
                options.source(),
                options.timezone().isEmpty() ? zone : ZoneId.of(options.timezone()),
                options.country().isEmpty() ? settings.country() : options.country(),
                settings.baseCurrency(),
                now,
                0,
                options.strict(),
                options.keepSensitive());
    }

    private Shift shift(ImportBatch batch, int count, ImportContext context) {
        var target = batch.options().shift();
        if (target.equals(ImportOptions.NO_SHIFT)) {
            return Shift.NONE;
        }
        var newest = Optional.<Instant>empty();
        for (var no = 1; no <= count; no++) {
            var file = files.find(batch.id(), no);
            newest = file.type() == null ? newest : ImportBlocks.later(newest, blocks.newestEvent(file, context));
        }
        var shift = newest.map(event -> shift(target, event, context)).orElse(Shift.NONE);
        if (shift.moved()) {
            batches.shifted(batch.id(), shift.days(), shift.reused());
        }
        return shift;
    }

    private Shift shift(String target, Instant newest, ImportContext context) {
        return target.equals(ImportOptions.SHIFT_TO_NOW)
                ? Shift.toNow(context.now(), newest, batches.lastShift(context.source()))
                : Shift.to(Instant.parse(target), newest);
    }

    private void store(Execution execution, ImportBatch batch, int count, ImportContext context) {
        if (batch.options().dryRun()) {
            execution.step("dry-run", Boolean.class, () -> storeNothing(batch, count, context));
            return;
        }
        for (var no = 1; no <= count; no++) {
            var place = no;
            execution.step("file:" + no, Boolean.class, () -> store(execution, files.find(batch.id(), place), context));
        }
    }

    private boolean store(Execution execution, ImportFile file, ImportContext context) {
        return store(file, context, stored -> {
            execution.phase("%s: %s rows".formatted(stored.type(), grouped(stored.records())));
            execution.checkCancelled();
        });
    }

    private boolean store(ImportFile file, ImportContext context, Consumer<ImportFile> afterBlock) {
        if (file.type() != null) {
            blocks.store(file, context, afterBlock);
        }
        return true;
    }

    /** Everything happens in one transaction that is rolled back; only what it counted is kept. */
    private boolean storeNothing(ImportBatch batch, int count, ImportContext context) {
        var counted = transactions.execute(status -> {
            status.setRollbackOnly();
            for (var no = 1; no <= count; no++) {
                store(files.find(batch.id(), no), context, stored -> {});
            }
            return new Counted(files.of(batch.id()), files.shown(batch.id()));
        });
        Objects.requireNonNull(counted).files().forEach(file -> files.advance(files.find(batch.id(), file.no()), file));
        counted.shown().forEach(refusal -> files.show(batch.id(), refusal));
        return true;
    }

    private record Counted(List<ImportFile> files, List<ImportFiles.Shown> shown) {}

    private ImportTotals finish(ImportBatch batch) {
        if (!batch.options().dryRun()) {
            clients.dateByFirstEvent(batch.options().source());
        }
        files.forgetIds(batch.id());
        batches.completed(batch.id(), clock.instant());
        var totals = ImportTotals.of(files.of(batch.id()));
        meters.stored(batch.options(), totals);
        return totals;
    }

    private boolean tidy(ImportBatch batch) {
        directory.deleteUploads(batch.id());
        return true;
    }

    private static String message(ImportBatch batch, ImportTotals totals, Shift shift) {
        var words = "%s new, %s updated, %s unchanged, %s refused%s."
                .formatted(
                        grouped(totals.created()),
                        grouped(totals.updated()),
                        grouped(totals.unchanged()),
                        grouped(totals.refused()),
                        totals.refusedFiles() == 0 ? "" : ", %d files not read".formatted(totals.refusedFiles()));
        return (batch.options().dryRun() ? "Nothing was stored. It would be: " : "") + words + shiftWords(shift);
    }

    private static String shiftWords(Shift shift) {
        if (!shift.moved()) {
            return "";
        }
        return " All times moved by %s days%s."
                .formatted(grouped(shift.days()), shift.reused() ? ", as in the earlier import of this source" : "");
    }

    private static Map<String, Object> result(ImportBatch batch, ImportTotals totals, Shift shift) {
        var result = new LinkedHashMap<String, Object>();
        result.put("batch_id", batch.id().toString());
        result.put("new", totals.created());
        result.put("updated", totals.updated());
        result.put("unchanged", totals.unchanged());
        result.put("refused", totals.refused());
        result.put("refused_files", totals.refusedFiles());
        result.put("shift_days", shift.days());
        return result;
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}

package io.nuzantara.conversation;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Rows of type {@code practices}. */
@Component
class PracticeRows implements ImportType {

    private static final Set<String> REQUIRED = Set.of("id", "client_id", "type", "status");
    private static final Set<String> KNOWN = Set.of(
            "id",
            "client_id",
            "type",
            "status",
            "price",
            "currency",
            "paid_amount",
            "payment_status",
            "started_at",
            "completed_at",
            "expiry_date",
            "next_renewal_date");
    private static final Map<String, String> STATUSES = statuses();
    private static final Map<String, String> PAYMENTS =
            Map.of("unpaid", "unpaid", "partial", "partial", "paid", "paid", "refunded", "refunded");

    private final PracticeStatements practices;

    PracticeRows(PracticeStatements practices) {
        this.practices = practices;
    }

    private static Map<String, String> statuses() {
        var words = Stream.of(
                        "inquiry",
                        "quotation_sent",
                        "payment_pending",
                        "in_progress",
                        "waiting_documents",
                        "submitted_to_gov",
                        "approved",
                        "completed",
                        "cancelled")
                .collect(Collectors.toMap(Function.identity(), Function.identity()));
        words.put("pending", "inquiry");
        return Map.copyOf(words);
    }

    @Override
    public String name() {
        return "practices";
    }

    @Override
    public int order() {
        return 2;
    }

    @Override
    public Set<String> requiredColumns() {
        return REQUIRED;
    }

    @Override
    public Set<String> knownColumns() {
        return KNOWN;
    }

    @Override
    public CheckedRow check(long number, ObjectNode fields, ImportContext context) {
        return Row.checked(number, fields, context, KNOWN, PracticeRows::read);
    }

    private static void read(Row row) {
        row.storeId("id");
        row.store("client_id", Row.id("client_id", row.required("client_id", 100)));
        row.storeRequired("type", 100);
        row.store("status", Row.oneOf("status", STATUSES).apply(row.required("status", 100)));
        row.storeAmount("price");
        row.storeAmount("paid_amount");
        currency(row);
        row.storeMapped("payment_status", 100, Row.oneOf("payment_status", PAYMENTS));
        warnWhenReversed(row, row.storeEvent("started_at"), row.storeEvent("completed_at"));
        row.storeDate("expiry_date");
        row.storeDate("next_renewal_date");
    }

    private static void currency(Row row) {
        row.storeMapped("currency", 100, text -> {
            try {
                return Currency.getInstance(text.toUpperCase(Locale.ROOT)).getCurrencyCode();
            } catch (IllegalArgumentException e) {
                throw new RowRefused("currency", RefusalCode.BAD_CURRENCY);
            }
        });
    }

    private static void warnWhenReversed(Row row, Optional<Instant> started, Optional<Instant> completed) {
        if (started.isPresent() && completed.isPresent() && completed.get().isBefore(started.get())) {
            row.warn(WarningCode.DATES_REVERSED);
        }
    }

    @Override
    public AppliedRows apply(List<CheckedRow.Accepted> rows, ImportContext context) {
        return practices.apply(rows, context);
    }
}

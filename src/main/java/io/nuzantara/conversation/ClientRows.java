package io.nuzantara.conversation;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Rows of type {@code clients}. */
@Component
class ClientRows implements ImportType {

    private static final Set<String> REQUIRED = Set.of("id", "name");
    private static final Set<String> KNOWN = Set.of(
            "id", "name", "email", "phone", "whatsapp", "nationality", "language", "timezone", "status", "created_at");
    private static final Map<String, String> STATUSES =
            Map.of("active", "active", "inactive", "inactive", "prospect", "prospect");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+");
    private static final int LONGEST_RAW = 4_000;

    private final ClientStatements clients;

    ClientRows(ClientStatements clients) {
        this.clients = clients;
    }

    @Override
    public String name() {
        return "clients";
    }

    @Override
    public int order() {
        return 1;
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
        return Row.checked(number, fields, context, KNOWN, ClientRows::read);
    }

    private static void read(Row row) {
        row.storeId("id");
        row.storeRequired("name", 200);
        email(row);
        phone(row, "phone");
        phone(row, "whatsapp");
        row.storeMapped(
                "nationality",
                100,
                text -> Countries.alpha2(text)
                        .orElseThrow(() -> new RowRefused("nationality", RefusalCode.BAD_NATIONALITY)));
        row.storeMapped("language", 100, ClientRows::language);
        row.storeMapped("timezone", 100, ClientRows::timezone);
        row.storeMapped("status", 100, Row.oneOf("status", STATUSES));
        row.storeEvent("created_at");
    }

    private static void email(Row row) {
        var text = row.text("email", LONGEST_RAW);
        if (text.isEmpty()) {
            row.clear("email");
        } else if (text.get().length() <= 254 && EMAIL.matcher(text.get()).matches()) {
            row.store("email", text.get().toLowerCase(Locale.ROOT));
            row.keepNothing("email");
        } else {
            row.keep("email", text.get());
            row.warn(WarningCode.EMAIL_INVALID);
        }
    }

    private static void phone(Row row, String column) {
        var text = row.text(column, LONGEST_RAW);
        if (text.isEmpty()) {
            row.clear(column);
            return;
        }
        var number = PhoneNumbers.e164(text.get(), row.context().country());
        if (number.isPresent()) {
            row.store(column, number.get());
            row.keepNothing(column);
        } else {
            row.keep(column, text.get());
            row.warn(WarningCode.PHONE_INVALID);
        }
    }

    static String language(String text) {
        return LanguageTags.primary(text).orElseThrow(() -> new RowRefused("language", RefusalCode.BAD_LANGUAGE));
    }

    private static String timezone(String text) {
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw new RowRefused("timezone", RefusalCode.BAD_TIMEZONE);
        }
        return text;
    }

    @Override
    public AppliedRows apply(List<CheckedRow.Accepted> rows, ImportContext context) {
        return clients.apply(rows, context);
    }
}

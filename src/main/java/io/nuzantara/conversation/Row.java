package io.nuzantara.conversation;

import io.nuzantara.conversation.reading.Texts;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One row while it is checked: what the source wrote goes in, what is stored comes out, with a fingerprint of it. */
final class Row {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,20}(\\.\\d{1,20})?([eE][+-]?\\d{1,3})?");
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,12}(\\.\\d{1,2})?");

    private final ObjectNode fields;
    private final ImportContext context;
    private final ObjectNode values = JsonNodeFactory.instance.objectNode();
    private final MessageDigest digest = sha256();
    private final List<WarningCode> warnings = new ArrayList<>();
    private final ObjectNode kept = JsonNodeFactory.instance.objectNode();
    private @Nullable Instant newestEvent;

    private Row(ObjectNode fields, ImportContext context) {
        this.fields = fields;
        this.context = context;
    }

    /** Reads a row by {@code rules}; the identity is the value of {@code id} that they stored. */
    static CheckedRow checked(
            long number, ObjectNode fields, ImportContext context, Set<String> known, Consumer<Row> rules) {
        var row = new Row(fields, context);
        try {
            requireStorable("", fields);
            rules.accept(row);
            var attributes = row.kept.setAll(new Attributes(row, context).of(fields, known));
            if (!attributes.isEmpty()) {
                row.store("attributes", attributes, attributes.toString());
            }
            return row.accepted(number);
        } catch (RowRefused e) {
            return e.at(number);
        }
    }

    private static void requireStorable(String column, JsonNode value) {
        switch (value) {
            case ObjectNode object ->
                object.properties().forEach(field -> {
                    var name = column.isEmpty() ? field.getKey() : column;
                    if (!Texts.isStorable(field.getKey())) {
                        throw new RowRefused("", RefusalCode.INVALID_CHARACTER);
                    }
                    requireStorable(name, field.getValue());
                });
            case JsonNode array when array.isArray() -> array.forEach(element -> requireStorable(column, element));
            case JsonNode text
            when text.isString() && !Texts.isStorable(text.stringValue()) ->
                throw new RowRefused(column, RefusalCode.INVALID_CHARACTER);
            default -> {}
        }
    }

    private CheckedRow accepted(long number) {
        digest("shift", Long.toString(context.shiftDays()));
        var hash = HexFormat.of().formatHex(digest.digest());
        var id = values.get("id").stringValue();
        return new CheckedRow.Accepted(number, id, values, hash, warnings, newestEvent);
    }

    ImportContext context() {
        return context;
    }

    void warn(WarningCode warning) {
        if (!warnings.contains(warning)) {
            warnings.add(warning);
        }
    }

    /** Keeps a value that could not be read visible among the attributes; a later good one takes it out again. */
    void keep(String column, String text) {
        kept.put(column, text);
        drop(column);
    }

    void keepNothing(String column) {
        kept.putNull(column);
    }

    /** The raw value of a column, null when the source did not speak of it. */
    @Nullable
    JsonNode raw(String column) {
        return fields.get(column);
    }

    /** The text of a column without white space around it; empty when it is absent, empty or cleared. */
    Optional<String> text(String column, int longest) {
        var field = fields.get(column);
        return field == null ? Optional.empty() : text(column, field, longest);
    }

    static Optional<String> text(String column, JsonNode field, int longest) {
        if (field.isNull()) {
            return Optional.empty();
        }
        if (!field.isValueNode()) {
            throw new RowRefused(column, RefusalCode.BAD_VALUE);
        }
        var text = field.asString().strip();
        if (text.codePointCount(0, text.length()) > longest) {
            throw new RowRefused(column, RefusalCode.VALUE_TOO_LONG);
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    String required(String column, int longest) {
        return text(column, longest).orElseThrow(() -> new RowRefused(column, RefusalCode.VALUE_MISSING));
    }

    /** An identifier: 1 to 100 characters without control characters. */
    static String id(String column, String text) {
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw new RowRefused(column, RefusalCode.CONTROL_CHARACTER);
        }
        return text;
    }

    void storeId(String column) {
        store("id", id(column, required(column, 100)));
    }

    void storeRequired(String column, int longest) {
        store(column, required(column, longest));
    }

    /** Stores a free text; absent leaves, null clears. */
    void storeText(String column, int longest) {
        storeMapped(column, longest, Function.identity());
    }

    /** Stores what {@code reading} makes of the text. */
    void storeMapped(String column, int longest, Function<String, String> reading) {
        var text = text(column, longest);
        if (text.isPresent()) {
            store(column, reading.apply(text.get()));
        } else {
            clear(column);
        }
    }

    /** One of the allowed words, whatever its case. */
    static Function<String, String> oneOf(String column, Map<String, String> allowed) {
        return text -> {
            var value = allowed.get(text.toLowerCase(Locale.ROOT));
            if (value == null) {
                throw new RowRefused(column, RefusalCode.BAD_VALUE);
            }
            return value;
        };
    }

    /** Stores an amount of money: at most 12 + 2 digits, not negative. */
    void storeAmount(String column) {
        storeMapped(column, 40, text -> {
            var number = fields.get(column).isNumber() ? plain(text) : text;
            if (!AMOUNT.matcher(number).matches()) {
                throw new RowRefused(column, RefusalCode.BAD_NUMBER);
            }
            return new BigDecimal(number).setScale(2).toPlainString();
        });
    }

    /** {@code 1.5e3} as {@code 1500}; numbers far outside any amount stay as they are written. */
    private static String plain(String text) {
        var number = new BigDecimal(text);
        return Math.abs((long) number.scale()) > 20
                ? text
                : number.stripTrailingZeros().toPlainString();
    }

    /** A number within bounds, both included. */
    static double number(String column, String text, double least, double most) {
        var number = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (number >= least && number <= most) {
            return number;
        }
        throw new RowRefused(column, RefusalCode.BAD_NUMBER);
    }

    /** Stores an event and returns it as the source has it; empty when absent or cleared. */
    Optional<Instant> storeEvent(String column) {
        var event = event(column, fields.get(column));
        if (event.isPresent()) {
            store(column, moved(event.get()), event.get().toString());
        } else {
            clear(column);
        }
        return event;
    }

    /** Reads an event that stands anywhere in the row. */
    Optional<Instant> event(String column, @Nullable JsonNode field) {
        var event = Optional.ofNullable(field)
                .flatMap(value -> text(column, value, 40))
                .map(text -> Moments.event(column, text, context.zone(), context.now()));
        event.ifPresent(at -> newestEvent = newestEvent == null || at.isAfter(newestEvent) ? at : newestEvent);
        return event;
    }

    /** A time of the source where the import puts it. */
    String moved(Instant event) {
        return event.plus(Duration.ofDays(context.shiftDays())).toString();
    }

    /** Stores a calendar date, which moves with the rest but is no event. */
    void storeDate(String column) {
        var text = text(column, 40);
        if (text.isPresent()) {
            var date = Moments.date(column, text.get());
            store(column, date.plusDays(context.shiftDays()).toString(), date.toString());
        } else {
            clear(column);
        }
    }

    void store(String column, String value) {
        store(column, value, value);
    }

    /** Stores {@code value}; the fingerprint takes {@code written}, which no shift has moved. */
    void store(String column, String value, String written) {
        store(column, JsonNodeFactory.instance.stringNode(value), written);
    }

    void store(String column, JsonNode value, String written) {
        values.set(column, value);
        digest(column, written);
    }

    /** Stores what follows from other values or from the time of the import, which is no part of the fingerprint. */
    void derive(String column, String value) {
        values.put(column, value);
    }

    void derive(String column, int value) {
        values.put(column, value);
    }

    boolean has(String column) {
        return values.has(column);
    }

    /** Clears a column when the source says so. */
    void clear(String column) {
        if (fields.has(column) && fields.get(column).isNull()) {
            values.putNull(column);
            digest(column, "\\N");
        }
    }

    /** Clears a column whatever the source says. */
    void drop(String column) {
        values.putNull(column);
        digest(column, "\\N");
    }

    private void digest(String column, String written) {
        digest.update((column + ':' + written.length() + ':' + written).getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

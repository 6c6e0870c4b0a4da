package io.nuzantara.conversation;

import java.util.Locale;

/** Why a row of an import was refused; each with what the sender does about it. */
public enum RefusalCode {
    INVALID_UTF8("the row is not UTF-8", "save the file as UTF-8"),
    LINE_TOO_LONG("the row is longer than 1 MB", "shorten the row"),
    BAD_QUOTES("a quoted cell is not closed or goes on after its closing quote", "write a quote inside a cell twice"),
    CELL_COUNT("the row has more or fewer cells than the header", "give every column a cell, an empty one if need be"),
    BAD_JSON("the row is no JSON, or names a field twice", "write one complete JSON object"),
    NOT_AN_OBJECT("the row is JSON but no object", "write one JSON object"),
    ARCHIVE_BROKEN("the archive ends or breaks here", "pack it again and import it again"),
    ARCHIVE_TOO_LARGE("the archive unpacks to more than 4 GB or 100 times its size", "split it"),
    INVALID_CHARACTER("the value has a character that cannot be stored", "take out U+0000 and half surrogate pairs"),
    UNKNOWN_COLUMN("the column is not known", "take it out or import without --strict"),
    TOO_MANY_COLUMNS("the row has more than 50 unknown columns", "take out what is not needed"),
    VALUE_MISSING("a required value is missing", "fill it in"),
    VALUE_TOO_LONG("the value is too long", "shorten it"),
    CONTROL_CHARACTER("the value has control characters", "take them out"),
    DUPLICATE_ID("the id stands in the file already", "give each row its own id, or take out one of them"),
    UNKNOWN_CLIENT("no client has this id", "import the client first"),
    BAD_VALUE("the value is none of those allowed", "use one of the allowed values"),
    BAD_NATIONALITY("this is no country", "write an ISO 3166-1 code such as ID, or a country name"),
    BAD_LANGUAGE("this is no language tag", "write a tag such as id, en or it"),
    BAD_TIMEZONE("this time zone is not known", "write an IANA name such as Asia/Makassar"),
    BAD_CURRENCY("this is no currency", "write an ISO 4217 code such as IDR"),
    BAD_NUMBER("this is no number of the allowed form", "write digits with a dot, without grouping"),
    BAD_DATE("this is no date", "write YYYY-MM-DD, between the years 1900 and 2999"),
    BAD_INSTANT("this is no time, or one before 1970", "write 2026-11-20T09:00:00+08:00 or 2026-11-20"),
    IN_THE_FUTURE("the event lies more than a day ahead", "correct the time"),
    RATING_OUT_OF_RANGE("a rating is a number from 1 to 5", "correct it, or send other scales as votes"),
    MESSAGES_MISSING(
            "a conversation needs 1 to 2,000 messages with text", "add the messages, or split the conversation"),
    BAD_ROLE("the role of a message is not known", "use user, assistant, staff or system");

    private final String reason;
    private final String fix;

    RefusalCode(String reason, String fix) {
        this.reason = reason;
        this.fix = fix;
    }

    /** The code as it stands in files, tables and answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One clause for people. */
    public String reason() {
        return reason;
    }

    /** What to do, as an order. */
    public String fix() {
        return fix;
    }
}

package io.nuzantara.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.database.TestDatabase;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RowChecksTests {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final ImportContext CONTEXT =
            new ImportContext("import", ZoneId.of("Asia/Makassar"), "ID", "IDR", ImportBench.NOW, 0, false, false);
    private static final Map<String, ImportType> TYPES = types();
    private static final String CLIENT = "{'id':'c-1','name':'Ayu'}";
    private static final String PRACTICE = "{'id':'p-1','client_id':'c-1','type':'KITAS','status':'approved'}";
    private static final String INTERACTION =
            "{'id':'i-1','client_id':'c-1','type':'chat','occurred_at':'2026-11-01T09:00:00Z'}";
    private static final String CONVERSATION =
            "{'conversation_id':'v-1','messages':[{'role':'user','content':'Hello','at':'2026-11-01T09:00:00Z'}]}";

    private static Map<String, ImportType> types() {
        var jdbc = TestDatabase.create().jdbc();
        var clients = new ClientStatements(jdbc);
        return Stream.of(
                        new ClientRows(clients),
                        new PracticeRows(new PracticeStatements(jdbc, clients)),
                        new InteractionRows(new InteractionStatements(jdbc, clients)),
                        new ConversationRows(new ConversationStatements(jdbc, clients)))
                .collect(Collectors.toMap(ImportType::name, type -> type));
    }

    private static CheckedRow check(String type, String row, ImportContext context) {
        var fields = (ObjectNode) JSON.readTree(row.replace('\'', '"'));
        return java.util.Objects.requireNonNull(TYPES.get(type)).check(7, fields, context);
    }

    /** A good row with other fields. */
    private static String with(String row, String fields) {
        var merged = (ObjectNode) JSON.readTree(row.replace('\'', '"'));
        merged.setAll((ObjectNode) JSON.readTree(fields.replace('\'', '"')));
        return merged.toString();
    }

    private static String text(int length) {
        return "x".repeat(length);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("clients", "{'name':'Ayu'}", "id", RefusalCode.VALUE_MISSING),
                refusal("clients", "{'id':'c-1','name':null}", "name", RefusalCode.VALUE_MISSING),
                refusal("clients", "{'id':'  ','name':'Ayu'}", "id", RefusalCode.VALUE_MISSING),
                refusal("clients", with(CLIENT, "{'id':'" + text(101) + "'}"), "id", RefusalCode.VALUE_TOO_LONG),
                refusal("clients", with(CLIENT, "{'id':'a\\u0007b'}"), "id", RefusalCode.CONTROL_CHARACTER),
                refusal("clients", with(CLIENT, "{'name':'A\\u0000yu'}"), "name", RefusalCode.INVALID_CHARACTER),
                refusal("clients", with(CLIENT, "{'note':'\\ud800'}"), "note", RefusalCode.INVALID_CHARACTER),
                refusal("clients", with(CLIENT, "{'name':'" + text(201) + "'}"), "name", RefusalCode.VALUE_TOO_LONG),
                refusal("clients", with(CLIENT, "{'name':{'first':'A'}}"), "name", RefusalCode.BAD_VALUE),
                refusal(
                        "clients",
                        with(CLIENT, "{'nationality':'Atlantis'}"),
                        "nationality",
                        RefusalCode.BAD_NATIONALITY),
                refusal("clients", with(CLIENT, "{'language':'not a tag'}"), "language", RefusalCode.BAD_LANGUAGE),
                refusal("clients", with(CLIENT, "{'timezone':'Bali'}"), "timezone", RefusalCode.BAD_TIMEZONE),
                refusal("clients", with(CLIENT, "{'timezone':'+08:00'}"), "timezone", RefusalCode.BAD_TIMEZONE),
                refusal("clients", with(CLIENT, "{'status':'vip'}"), "status", RefusalCode.BAD_VALUE),
                refusal("clients", with(CLIENT, "{'created_at':'2026-02-30'}"), "created_at", RefusalCode.BAD_INSTANT),
                refusal("clients", with(CLIENT, "{'created_at':'20/11/2026'}"), "created_at", RefusalCode.BAD_INSTANT),
                refusal(
                        "clients",
                        with(CLIENT, "{'created_at':'1969-12-31T23:00:00Z'}"),
                        "created_at",
                        RefusalCode.BAD_INSTANT),
                refusal(
                        "clients",
                        with(CLIENT, "{'created_at':'2026-11-21T10:00:01Z'}"),
                        "created_at",
                        RefusalCode.IN_THE_FUTURE),
                refusal("clients", with(CLIENT, "{'note':'" + text(4_001) + "'}"), "note", RefusalCode.VALUE_TOO_LONG),
                refusal("clients", with(CLIENT, manyColumns(51)), "", RefusalCode.TOO_MANY_COLUMNS),
                refusal("practices", with(PRACTICE, "{'client_id':''}"), "client_id", RefusalCode.VALUE_MISSING),
                refusal("practices", with(PRACTICE, "{'status':'done'}"), "status", RefusalCode.BAD_VALUE),
                refusal(
                        "practices",
                        with(PRACTICE, "{'type':'" + text(101) + "'}"),
                        "type",
                        RefusalCode.VALUE_TOO_LONG),
                refusal("practices", with(PRACTICE, "{'price':'1.000,50'}"), "price", RefusalCode.BAD_NUMBER),
                refusal("practices", with(PRACTICE, "{'price':'-1'}"), "price", RefusalCode.BAD_NUMBER),
                refusal("practices", with(PRACTICE, "{'price':'1.005'}"), "price", RefusalCode.BAD_NUMBER),
                refusal("practices", with(PRACTICE, "{'price':1e400}"), "price", RefusalCode.BAD_NUMBER),
                refusal("practices", with(PRACTICE, "{'price':'NaN'}"), "price", RefusalCode.BAD_NUMBER),
                refusal(
                        "practices",
                        with(PRACTICE, "{'paid_amount':'1234567890123'}"),
                        "paid_amount",
                        RefusalCode.BAD_NUMBER),
                refusal("practices", with(PRACTICE, "{'currency':'RUPIAH'}"), "currency", RefusalCode.BAD_CURRENCY),
                refusal(
                        "practices",
                        with(PRACTICE, "{'payment_status':'maybe'}"),
                        "payment_status",
                        RefusalCode.BAD_VALUE),
                refusal(
                        "practices",
                        with(PRACTICE, "{'expiry_date':'2026-02-30'}"),
                        "expiry_date",
                        RefusalCode.BAD_DATE),
                refusal(
                        "practices",
                        with(PRACTICE, "{'expiry_date':'0000-01-01'}"),
                        "expiry_date",
                        RefusalCode.BAD_DATE),
                refusal(
                        "practices",
                        with(PRACTICE, "{'next_renewal_date':'soon'}"),
                        "next_renewal_date",
                        RefusalCode.BAD_DATE),
                refusal(
                        "interactions",
                        with(INTERACTION, "{'occurred_at':''}"),
                        "occurred_at",
                        RefusalCode.VALUE_MISSING),
                refusal("interactions", with(INTERACTION, "{'type':'fax'}"), "type", RefusalCode.BAD_VALUE),
                refusal("interactions", with(INTERACTION, "{'direction':'up'}"), "direction", RefusalCode.BAD_VALUE),
                refusal("interactions", with(INTERACTION, "{'sentiment':'1.5'}"), "sentiment", RefusalCode.BAD_NUMBER),
                refusal(
                        "interactions",
                        with(INTERACTION, "{'sentiment':'happy'}"),
                        "sentiment",
                        RefusalCode.BAD_NUMBER),
                refusal(
                        "interactions",
                        with(INTERACTION, "{'summary':'" + text(10_001) + "'}"),
                        "summary",
                        RefusalCode.VALUE_TOO_LONG),
                refusal(
                        "conversations",
                        with(CONVERSATION, "{'conversation_id':''}"),
                        "conversation_id",
                        RefusalCode.VALUE_MISSING),
                refusal(
                        "conversations",
                        with(CONVERSATION, "{'messages':[]}"),
                        "messages",
                        RefusalCode.MESSAGES_MISSING),
                refusal(
                        "conversations",
                        with(CONVERSATION, "{'messages':'hi'}"),
                        "messages",
                        RefusalCode.MESSAGES_MISSING),
                refusal(
                        "conversations",
                        with(CONVERSATION, "{'messages':[{'role':'user','content':'  '}]}"),
                        "messages",
                        RefusalCode.MESSAGES_MISSING),
                refusal(
                        "conversations",
                        with(CONVERSATION, "{'messages':['hi']}"),
                        "messages",
                        RefusalCode.NOT_AN_OBJECT),
                refusal(
                        "conversations",
                        with(CONVERSATION, "{'messages':[{'role':'robot','content':'x'}]}"),
                        "messages.role",
                        RefusalCode.BAD_ROLE),
                refusal(
                        "conversations",
                        with(CONVERSATION, "{'messages':[{'content':'x'}]}"),
                        "messages.role",
                        RefusalCode.VALUE_MISSING),
                refusal(
                        "conversations",
                        with(CONVERSATION, "{'messages':[{'role':'user','content':'" + text(100_001) + "'}]}"),
                        "messages.content",
                        RefusalCode.VALUE_TOO_LONG),
                refusal(
                        "conversations",
                        with(CONVERSATION, "{'messages':[{'role':'user','content':'x','at':'noon'}]}"),
                        "messages.at",
                        RefusalCode.BAD_INSTANT),
                refusal(
                        "conversations",
                        with(CONVERSATION, "{'rating':5.5}"),
                        "rating",
                        RefusalCode.RATING_OUT_OF_RANGE),
                refusal(
                        "conversations",
                        with(CONVERSATION, "{'rating':-1}"),
                        "rating",
                        RefusalCode.RATING_OUT_OF_RANGE),
                refusal("conversations", with(CONVERSATION, "{'rating':'good'}"), "rating", RefusalCode.BAD_NUMBER),
                refusal("conversations", with(CONVERSATION, "{'rating':1e400}"), "rating", RefusalCode.BAD_NUMBER),
                refusal("conversations", with(CONVERSATION, "{'votes':[1,'x']}"), "votes", RefusalCode.BAD_NUMBER),
                refusal(
                        "conversations",
                        with(CONVERSATION, "{'topic':'" + text(201) + "'}"),
                        "topic",
                        RefusalCode.VALUE_TOO_LONG),
                refusal(
                        "conversations",
                        with(CONVERSATION, "{'client_feedback':'" + text(5_001) + "'}"),
                        "client_feedback",
                        RefusalCode.VALUE_TOO_LONG));
    }

    private static Arguments refusal(String type, String row, String column, RefusalCode code) {
        return Arguments.of(type, row, column, code);
    }

    private static String manyColumns(int count) {
        var row = JSON.createObjectNode();
        for (var i = 0; i < count; i++) {
            row.put("extra" + i, "x");
        }
        return row.toString();
    }

    @ParameterizedTest(name = "{0} {2} {3}")
    @MethodSource("refusals")
    void aWrongRowIsRefusedWithItsColumn(String type, String row, String column, RefusalCode code) {
        assertThat(check(type, row, CONTEXT)).isEqualTo(new CheckedRow.Refused(7, column, code));
    }

    /** Codes of whole records and of the database have their tests with the reader and the import. */
    @Test
    void everyCodeOfAValueHasARow() {
        var elsewhere = EnumSet.range(RefusalCode.INVALID_UTF8, RefusalCode.BAD_JSON);
        elsewhere.addAll(EnumSet.of(
                RefusalCode.ARCHIVE_BROKEN,
                RefusalCode.ARCHIVE_TOO_LARGE,
                RefusalCode.UNKNOWN_COLUMN,
                RefusalCode.DUPLICATE_ID,
                RefusalCode.UNKNOWN_CLIENT));
        Set<Object> met = refusals().map(row -> row.get()[3]).collect(Collectors.toCollection(HashSet::new));
        met.addAll(elsewhere);

        assertThat(met).isEqualTo(EnumSet.allOf(RefusalCode.class));
    }

    static Stream<Arguments> warnings() {
        return Stream.of(
                Arguments.of("clients", with(CLIENT, "{'email':'a@b@c'}"), List.of(WarningCode.EMAIL_INVALID)),
                Arguments.of("clients", with(CLIENT, "{'phone':'12'}"), List.of(WarningCode.PHONE_INVALID)),
                Arguments.of("clients", with(CLIENT, "{'Passport_No':'X1'}"), List.of(WarningCode.SENSITIVE_COLUMN)),
                Arguments.of(
                        "clients",
                        with(CLIENT, "{'extra':{'a':[{'cvv':'1'}]}}"),
                        List.of(WarningCode.SENSITIVE_COLUMN)),
                Arguments.of(
                        "practices",
                        with(PRACTICE, "{'started_at':'2026-05-02','completed_at':'2026-05-01'}"),
                        List.of(WarningCode.DATES_REVERSED)),
                Arguments.of("conversations", with(CONVERSATION, "{'rating':0}"), List.of(WarningCode.RATING_ZERO)),
                Arguments.of(
                        "conversations",
                        with(CONVERSATION, "{'messages':[{'role':'ai','content':''},{'role':'bot','text':'x'}]}"),
                        List.of(WarningCode.MESSAGE_EMPTY)),
                Arguments.of(
                        "conversations",
                        with(
                                CONVERSATION,
                                "{'messages':[{'role':'user','content':'a','at':'2026-11-02'},{'role':'user','content':'b','at':'2026-11-01'}]}"),
                        List.of(WarningCode.TIMES_OUT_OF_ORDER)));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("warnings")
    void anOddRowIsKeptWithAWarning(String type, String row, List<WarningCode> warnings) {
        assertThat(accepted(check(type, row, CONTEXT)).warnings()).isEqualTo(warnings);
    }

    private static CheckedRow.Accepted accepted(CheckedRow row) {
        assertThat(row).isInstanceOf(CheckedRow.Accepted.class);
        return (CheckedRow.Accepted) row;
    }

    static Stream<Arguments> readings() {
        return Stream.of(
                reading("clients", with(CLIENT, "{'phone':'0812 3456 7890'}"), "phone", "+6281234567890"),
                reading("clients", with(CLIENT, "{'phone':'62 812-3456-7890'}"), "phone", "+6281234567890"),
                reading("clients", with(CLIENT, "{'phone':'+62 (0)812 3456 7890'}"), "phone", "+6281234567890"),
                reading("clients", with(CLIENT, "{'phone':'whatsapp:+6281234567890'}"), "phone", "+6281234567890"),
                reading("clients", with(CLIENT, "{'email':' Ayu@Example.TEST '}"), "email", "ayu@example.test"),
                reading("clients", with(CLIENT, "{'nationality':'ITA'}"), "nationality", "IT"),
                reading("clients", with(CLIENT, "{'nationality':'Germania'}"), "nationality", "DE"),
                reading("clients", with(CLIENT, "{'nationality':'Belanda'}"), "nationality", "NL"),
                reading("clients", with(CLIENT, "{'nationality':'indonesia'}"), "nationality", "ID"),
                reading("clients", with(CLIENT, "{'language':'in'}"), "language", "id"),
                reading("clients", with(CLIENT, "{'language':'en_US'}"), "language", "en"),
                reading("clients", with(CLIENT, "{'created_at':'2026-11-20'}"), "created_at", "2026-11-19T16:00:00Z"),
                reading(
                        "clients",
                        with(CLIENT, "{'created_at':'2026-11-20 09:30'}"),
                        "created_at",
                        "2026-11-20T01:30:00Z"),
                reading(
                        "clients",
                        with(CLIENT, "{'created_at':'2026-11-20T09:30:00.5+07:00'}"),
                        "created_at",
                        "2026-11-20T02:30:00.500Z"),
                reading("practices", with(PRACTICE, "{'status':'pending'}"), "status", "inquiry"),
                reading("practices", with(PRACTICE, "{'price':0}"), "price", "0.00"),
                reading("practices", with(PRACTICE, "{'price':1.5e3}"), "price", "1500.00"),
                reading("practices", with(PRACTICE, "{'currency':'usd'}"), "currency", "USD"),
                reading("practices", with(PRACTICE, "{'expiry_date':'2031-01-31'}"), "expiry_date", "2031-01-31"),
                reading(
                        "interactions",
                        with(INTERACTION, "{'type':'whatsapp_nurture','direction':'inbound'}"),
                        "direction",
                        "outbound"),
                reading("interactions", with(INTERACTION, "{'type':'whatsapp_nurture'}"), "type", "whatsapp"),
                reading("interactions", with(INTERACTION, "{'sentiment':'negative'}"), "sentiment", "-1.0"),
                reading("conversations", with(CONVERSATION, "{'topic':['a','b']}"), "topic", "a"),
                reading("conversations", with(CONVERSATION, "{'topic':'a'}"), "topics", "[\"a\"]"),
                reading("conversations", with(CONVERSATION, "{'client':{'external_id':'c-9'}}"), "client_id", "c-9"),
                reading("conversations", with(CONVERSATION, "{'feedback':'good'}"), "client_feedback", "good"),
                reading("conversations", with(CONVERSATION, "{'rating':'4.5'}"), "rating", "4.5"));
    }

    private static Arguments reading(String type, String row, String column, String stored) {
        return Arguments.of(type, row, column, stored);
    }

    @ParameterizedTest(name = "{2} = {3}")
    @MethodSource("readings")
    void aValueIsStoredInOneForm(String type, String row, String column, String stored) {
        var value = accepted(check(type, row, CONTEXT)).values().get(column);

        assertThat(value.isContainer() ? value.toString() : value.asString()).isEqualTo(stored);
    }

    @Test
    void urgencyIsATagAndNoFeeling() {
        var values = accepted(check("interactions", with(INTERACTION, "{'sentiment':'urgent'}"), CONTEXT))
                .values();

        assertThat(values.get("sentiment").isNull()).isTrue();
        assertThat(values.get("tags").toString()).isEqualTo("[\"urgent\"]");
    }

    @Test
    void whatCannotBeReadStaysVisible() {
        var values = accepted(check("clients", with(CLIENT, "{'phone':'call me','hobby':'surf'}"), CONTEXT))
                .values();

        assertThat(values.get("phone").isNull()).isTrue();
        assertThat(values.get("attributes").toString()).contains("\"phone\":\"call me\"", "\"hobby\":\"surf\"");
    }

    @Test
    void sensitiveColumnsAreKeptOnlyOnDemand() {
        var keeping = new ImportContext("import", CONTEXT.zone(), "ID", "IDR", ImportBench.NOW, 0, false, true);
        var row = with(CLIENT, "{'passport_no':'X1'}");

        assertThat(accepted(check("clients", row, CONTEXT)).values().has("attributes"))
                .isFalse();
        assertThat(accepted(check("clients", row, keeping))
                        .values()
                        .get("attributes")
                        .toString())
                .contains("X1");
    }

    @Test
    void strictRefusesUnknownColumns() {
        var strict = new ImportContext("import", CONTEXT.zone(), "ID", "IDR", ImportBench.NOW, 0, true, false);

        assertThat(check("clients", with(CLIENT, "{'hobby':'surf'}"), strict))
                .isEqualTo(new CheckedRow.Refused(7, "hobby", RefusalCode.UNKNOWN_COLUMN));
    }

    @Test
    void aShiftMovesTimesAndDatesAndTheFingerprintButNotTheEvent() {
        var row = with(PRACTICE, "{'started_at':'2026-11-01T00:00:00Z','expiry_date':'2027-01-01'}");

        var still = accepted(check("practices", row, CONTEXT));
        var moved = accepted(check("practices", row, CONTEXT.shiftedBy(10)));

        assertThat(moved.values().get("started_at").asString()).isEqualTo("2026-11-11T00:00:00Z");
        assertThat(moved.values().get("expiry_date").asString()).isEqualTo("2027-01-11");
        assertThat(moved.newestEvent()).isEqualTo(still.newestEvent());
        assertThat(moved.hash()).isNotEqualTo(still.hash());
    }

    @Test
    void messagesWithoutTimesTakeThatOfTheOneBefore() {
        var values = accepted(check(
                        "conversations",
                        with(
                                CONVERSATION,
                                "{'started_at':'2026-11-01T00:00:00Z','messages':[{'role':'user','content':'a'},{'role':'ai','content':'b'}]}"),
                        CONTEXT))
                .values();

        assertThat(values.get("times_estimated").asBoolean()).isTrue();
        assertThat(values.get("messages").get(1).get("said_at").asString()).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(values.get("last_message_at").asString()).isEqualTo("2026-11-01T00:00:00Z");
    }

    @Test
    void aRowWithoutAnyTimeHasTheSameFingerprintTomorrow() {
        var row = with(CONVERSATION, "{'messages':[{'role':'user','content':'a'}]}");
        var tomorrow = new ImportContext(
                "import", CONTEXT.zone(), "ID", "IDR", ImportBench.NOW.plusSeconds(86_400), 0, false, false);

        assertThat(accepted(check("conversations", row, tomorrow)).hash())
                .isEqualTo(accepted(check("conversations", row, CONTEXT)).hash());
    }

    @Test
    void unknownColumnsMayNotBeManyButFiftyMay() {
        assertThat(check("clients", with(CLIENT, manyColumns(50)), CONTEXT)).isInstanceOf(CheckedRow.Accepted.class);
    }
}

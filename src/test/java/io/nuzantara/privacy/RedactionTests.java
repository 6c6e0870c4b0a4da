package io.nuzantara.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuzantara.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

class RedactionTests {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private final ClientTable table = new ClientTable(DATABASE.jdbc());
    private final Redactor redactor = new Redactor(table);
    private final ClientGate gate = new ClientGate(table);

    @BeforeEach
    void clients() {
        DATABASE.jdbc().sql("TRUNCATE crm_clients CASCADE").update();
        client("1", "Nicol\u00f2 Fontavecchia", "nico.f@example.org", "+628123450001");
        client("2", "Grace Wetherby", null, "+393201234567");
        client("3", "Dewi", null, null);
    }

    private static void client(String id, String name, @Nullable String email, @Nullable String phone) {
        DATABASE.jdbc()
                .sql("""
                        INSERT INTO crm_clients (external_id, name, email, phone, created_at, updated_at)
                        VALUES (:id, :name, :email, :phone, now(), clock_timestamp())
                        """)
                .param("id", id)
                .param("name", name)
                .param("email", email)
                .param("phone", phone)
                .update();
    }

    @Test
    void theSameValueHasTheSamePlaceholderInAllTextsOfAConversation() {
        var redaction = redactor.conversation();

        assertThat(redaction
                        .redact("Nicol\u00f2 Fontavecchia wrote from +62 812-345-0001.")
                        .text())
                .isEqualTo("[NAME_1] wrote from [PHONE_1].");
        assertThat(redaction
                        .redact("Grace Wetherby knows NICOLO FONTAVECCHIA and +628123450001")
                        .text())
                .isEqualTo("[NAME_2] knows [NAME_1] and [PHONE_1]");
    }

    @Test
    void anotherConversationBeginsAnew() {
        redactor.conversation().redact("Nicol\u00f2 Fontavecchia");

        assertThat(redactor.conversation().redact("Grace Wetherby").text()).isEqualTo("[NAME_1]");
    }

    @Test
    void placesOfTheRedactedTextLeadBackToTheOriginal() {
        var original = "Ask Grace Wetherby about the visa, then mail nico.f@example.org today.";

        var redacted = redactor.conversation().redact(original);

        assertThat(redacted.text()).isEqualTo("Ask [NAME_1] about the visa, then mail [EMAIL_1] today.");
        var visa = redacted.text().indexOf("visa");
        assertThat(redacted.inOriginal(visa)).hasValue(original.indexOf("visa"));
        assertThat(redacted.inOriginal(redacted.text().indexOf("today"))).hasValue(original.indexOf("today"));
        assertThat(redacted.inOriginal(redacted.text().length())).hasValue(original.length());
        assertThat(redacted.inOriginal(redacted.text().indexOf("AME_1"))).isEmpty();
    }

    @Test
    void anOrdinaryWordThatIsANameStaysUnlessItNamesSomebody() {
        var redaction = redactor.conversation();

        assertThat(redaction.redact("There is a grace period of 30 days.").text())
                .isEqualTo("There is a grace period of 30 days.");
        assertThat(redaction.redact("Dear Grace, it is done.").text()).isEqualTo("Dear [NAME_1], it is done.");
    }

    @Test
    void everyTextOfAJsonIsRedactedAndNothingElseIsTouched() {
        var json = JsonMapper.shared()
                .readTree(
                        "{\"who\": \"Grace Wetherby\", \"n\": 3, \"list\": [\"a\", \"nico.f@example.org\", true, null]}");

        var redacted = redactor.conversation().redact(json);

        assertThat(redacted)
                .isEqualTo(JsonMapper.shared()
                        .readTree("{\"who\": \"[NAME_1]\", \"n\": 3, \"list\": [\"a\", \"[EMAIL_1]\", true, null]}"));
    }

    static Stream<String> leaks() {
        return Stream.of(
                "Nicol\u00f2 Fontavecchia",
                "about nicolo  fontavecchia's visa",
                "FONTAVECCHIA is fine, Nicolo\u0300-Fontavecchia is not",
                "{\"text\": \"Grace\\nWetherby\"}",
                "{\"text\": \"Nicol\\u00f2 Fontavecchia\"}",
                "GraceWetherby",
                "gracewetherby2026",
                "Gra\u200bce Wetherby",
                "<nico.f@example.org>",
                "NICO.F@EXAMPLE.ORG.",
                "[nico.f@example.org]",
                "*nico.f@example.org*",
                "|nico.f@example.org|",
                "email=nico.f@example.org",
                "?to=x%3Dnico.f@example.org.Please",
                "100000000001\n100000000002\n628123450001",
                "+62 812 345 0001",
                "0812-345-0001",
                "tel:3201234567",
                "id 000628123450001999");
    }

    @ParameterizedTest
    @MethodSource("leaks")
    void whatNamesAClientStays(String text) {
        assertThat(gate.leak(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Grace period of 30 days for Wetherby Street",
                "Dewi means goddess",
                "the order of 812345 and 0001",
                "somebody@example.org",
                "[NAME_1] wrote from [PHONE_1]",
                ""
            })
    void whatNamesNobodyMayLeave(String text) {
        assertThat(gate.leak(text)).isEmpty();
    }

    @Test
    void aClientOfAMomentAgoDoesNotSlipThrough() {
        assertThat(gate.leak("Hamish Brackenridge asked")).isEmpty();

        client("4", "Hamish Brackenridge", null, null);

        assertThat(gate.leak("Hamish Brackenridge asked")).contains(Kind.NAME);
    }

    @Test
    void aNumberChangedWithoutAnyOtherTraceDoesNotSlipThrough() {
        assertThat(gate.leak("+39 333 111 2223")).isEmpty();

        DATABASE.jdbc()
                .sql("UPDATE crm_clients SET phone = '+393331112223' WHERE external_id = '3'")
                .update();

        assertThat(gate.leak("+39 333 111 2223")).contains(Kind.PHONE);
    }

    @Test
    void whatChangesOnlyScoresIsNoReasonToReadAllClientsAgain() {
        var items = table.items();

        DATABASE.jdbc().sql("UPDATE crm_clients SET metadata = '{}'").update();
        assertThat(table.items()).isSameAs(items);

        DATABASE.jdbc().sql("TRUNCATE crm_clients CASCADE").update();
        assertThat(table.items()).isNotSameAs(items);
    }

    @Test
    void clientsNamedLikeWordsOfProgramsCloseNoDoor() {
        client("4", "None", null, null);
        client("5", "Nik", null, null);
        client("6", "Test", null, null);
        client("7", "Kitas Nik", null, null);

        assertThat(gate.leak(List.of("none", "last_status", "test", "[KITAS_1] [NIK_2]")))
                .isEmpty();
        assertThat(gate.leak("Kitas Nik asked")).contains(Kind.NAME);
    }

    @Test
    void eachTextIsLookedAtAlone() {
        assertThat(gate.leak(List.of("6281", "2345", "0001", "grace", "wetherby")))
                .isEmpty();
        assertThat(gate.leak(List.of("grace", "of Grace Wetherby"))).contains(Kind.NAME);
    }

    @Test
    void namesOfFieldsAreRedactedUnlessTheyAreThoseOfPrograms() {
        var json = JsonMapper.shared().readTree("{\"Grace Wetherby\": 1, \"last_status\": \"none\"}");

        assertThat(redactor.conversation().redact(json))
                .isEqualTo(JsonMapper.shared().readTree("{\"[NAME_1]\": 1, \"last_status\": \"none\"}"));
    }

    @Test
    void anOrdinaryWordOfALargeTableStaysInLowerCase() {
        client("4", "Jude Law", null, null);
        client("5", "Ann Bond", null, null);
        var redaction = redactor.conversation();

        assertThat(redaction.redact("the law asks for a bond").text()).isEqualTo("the law asks for a bond");
        assertThat(redaction.redact("pak bond agreed").text()).isEqualTo("pak [NAME_1] agreed");
        assertThat(redaction.redact("jude law agreed").text()).isEqualTo("[NAME_2] agreed");
        assertThat(redaction.redact("Law agreed").text()).isEqualTo("[NAME_3] agreed");
    }

    @Test
    void manyLongNumbersInARowAreAllFound() {
        assertThat(redactor.conversation()
                        .redact("100000000001\n100000000002\n100000000003\n100000000004")
                        .text())
                .isEqualTo("[NUMBER_1]\n[NUMBER_2]\n[NUMBER_3]\n[NUMBER_4]");
    }

    @Test
    void whatWasRedactedPassesTheDoor() {
        var planted = new Planted(7);
        planted.clients().forEach(client -> client("p" + client.name(), client.name(), client.email(), client.phone()));
        var items = planted.items(10);

        assertThat(items)
                .allSatisfy(item -> assertThat(gate.leak(
                                redactor.conversation().redact(item.text()).text()))
                        .isEmpty());
    }

    @Test
    void aTableThatCannotBeReadLetsNothingThrough() {
        var gone = TestDatabase.create();
        gone.pool().close();
        var closed = new ClientGate(new ClientTable(JdbcClient.create(gone.pool())));

        assertThatThrownBy(() -> closed.leak("anything")).isInstanceOf(DataAccessException.class);
    }

    /** Text of clients may be made to keep the search busy: the time grows with the length, not with its square. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a ",
                "1",
                "1 ",
                "1-",
                "@",
                "a@",
                "a.",
                "Jl. Aa ",
                "Aa ",
                "Via Aa ",
                "one ",
                "a b ",
                "http://a",
                "/",
                "=",
                "IT60 X",
                "0812 3456 ",
                "+62 ",
                "kitas ",
                "passport ",
                "2C11",
                "A1234567 ",
                "12 mei ",
                "\u200b",
                "(at) ",
                " dot ",
                "a(at)a dot ",
                "Blok B2, ",
                "12 Aa Bb, ",
                "\uff11",
                "Maria-",
                "x_"
            })
    void hostileTextTakesNoMoreThanASecondOrTwo(String unit) {
        var text = unit.repeat(20_000 / unit.length());
        var began = Instant.now();

        var items = List.copyOf(redactor.conversation().redact(text).replaced());

        var took = Duration.between(began, Instant.now());
        assertThat(took).as("%d items in %s", items.size(), unit).isLessThan(Duration.ofSeconds(10));
    }
}

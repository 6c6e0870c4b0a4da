package io.nuzantara.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleBusinessTests {

    private static final Map<String, Set<String>> FUNCTION_WORDS = Map.of(
            "en", Set.of("the", "and", "is", "you", "for", "of", "we", "it", "this", "your"),
            "it", Set.of("il", "la", "e", "per", "che", "di", "un", "da", "si", "tutto"),
            "id", Set.of("yang", "dan", "untuk", "kami", "saya", "di", "dengan", "sudah", "bisa", "berapa"));

    @TempDir
    private static Path directory;

    private static WrittenSample sample;

    @BeforeAll
    static void write() {
        sample = WrittenSample.written(directory, SampleBusiness.DEFAULT_CLIENTS);
    }

    @Test
    void theSameSeedAndTimeGiveTheSameBytes(@TempDir Path again) throws IOException {
        new SampleBusiness().write(again, WrittenSample.SEED, WrittenSample.NOW, SampleBusiness.DEFAULT_CLIENTS);

        for (var file : SampleBusiness.FILES) {
            assertThat(Files.mismatch(directory.resolve(file), again.resolve(file)))
                    .as(file)
                    .isEqualTo(-1);
        }
    }

    @Test
    void anotherSeedGivesAnotherBusiness(@TempDir Path other) throws IOException {
        new SampleBusiness().write(other, 43, WrittenSample.NOW, SampleBusiness.DEFAULT_CLIENTS);

        for (var file : SampleBusiness.FILES) {
            assertThat(Files.mismatch(directory.resolve(file), other.resolve(file)))
                    .as(file)
                    .isNotNegative();
        }
    }

    @Test
    void aLaterTellingMovesEveryInstantByTheSameTime(@TempDir Path later) {
        var days = Duration.ofDays(10);
        new SampleBusiness().write(later, WrittenSample.SEED, WrittenSample.NOW.plus(days), 60);
        var first = WrittenSample.written(later.resolve("first"), 60).clients();
        var moved = new SampleBusiness();

        moved.write(later.resolve("second"), WrittenSample.SEED, WrittenSample.NOW.plus(days), 60);

        assertThat(lines(later.resolve("second/clients.csv")).stream().skip(1))
                .zipSatisfy(
                        first,
                        (line, row) -> assertThat(line)
                                .endsWith(Instant.parse(row.getField("created_at"))
                                        .plus(days)
                                        .toString()));
    }

    @Test
    void theDefaultSizeIsTheOneOfTheDemo() {
        var counts = sample.planted().counts();

        assertThat(sample.clients()).hasSize(400).hasSize(counts.clients());
        assertThat(sample.conversations()).hasSizeBetween(1_100, 1_350).hasSize(counts.conversations());
        assertThat(sample.practices()).hasSizeBetween(1_000, 1_300).hasSize(counts.practices());
        assertThat(sample.interactions()).hasSizeGreaterThan(3_000).hasSize(counts.interactions());
        assertThat(sample.high()).hasSizeGreaterThanOrEqualTo(300).hasSize(counts.high());
        assertThat(sample.low()).hasSizeGreaterThanOrEqualTo(250).hasSize(counts.low());
    }

    @Test
    void sizesFollowTheNumberOfClients(@TempDir Path other) {
        var twice = WrittenSample.written(other, 800);

        assertThat(twice.clients()).hasSize(800);
        assertThat(twice.conversations().size()
                        / (double) sample.conversations().size())
                .isBetween(1.9, 2.1);
        assertThatThrownBy(() -> new SampleBusiness().write(other, 1, WrittenSample.NOW, 9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10 to 9,999");
    }

    @Test
    void nothingHasHappenedAfterNowOrBeforeTheClientWasThere() {
        var conversations = sample.conversations().stream()
                .flatMap(conversation -> Stream.concat(
                        conversation.get("messages").valueStream().map(message -> message.get("at")),
                        Stream.ofNullable(conversation.get("rated_at"))))
                .map(at -> Instant.parse(at.asString()));
        var practices = sample.practices().stream()
                .flatMap(row -> Stream.of(row.getField("started_at"), row.getField("completed_at")))
                .filter(at -> !at.isEmpty())
                .map(Instant::parse);
        var interactions = sample.interactions().stream().map(row -> Instant.parse(row.getField("occurred_at")));

        assertThat(Stream.of(conversations, practices, interactions).flatMap(all -> all))
                .allSatisfy(at -> assertThat(at).isBeforeOrEqualTo(WrittenSample.NOW));
    }

    @Test
    void messagesOfAConversationFollowEachOtherAndBothSidesSpeak() {
        assertThat(sample.conversations().stream()
                        .filter(conversation ->
                                !conversation.get("topic").get(0).asString().equals("opt-out")))
                .allSatisfy(conversation -> {
                    var times = conversation
                            .get("messages")
                            .valueStream()
                            .map(message -> Instant.parse(message.get("at").asString()))
                            .toList();
                    assertThat(times).isSorted().hasSizeBetween(4, 19);
                    assertThat(WrittenSample.said(conversation, "user")).isNotEmpty();
                    assertThat(WrittenSample.said(conversation, "assistant").size())
                            .isGreaterThan(
                                    WrittenSample.said(conversation, "staff").size());
                });
    }

    @Test
    void noPlaceIsLeftUnfilledAndFewMessagesAreTheSame() {
        var messages = sample.conversations().stream()
                .flatMap(conversation -> Stream.concat(
                        WrittenSample.said(conversation, "user").stream(),
                        WrittenSample.said(conversation, "assistant").stream()))
                .toList();

        assertThat(messages).noneMatch(message -> message.contains("{") || message.contains("=>"));
        assertThat(new HashSet<>(messages).size() / (double) messages.size()).isGreaterThan(0.6);
    }

    @Test
    void everyConversationIsWrittenInItsLanguage() {
        assertThat(sample.conversations())
                .filteredOn(c -> c.get("messages").size() > 1)
                .allSatisfy(conversation -> {
                    var text = String.join(
                            "\n",
                            conversation
                                    .get("messages")
                                    .valueStream()
                                    .map(message -> message.get("content").asString())
                                    .toList());
                    assertThat(language(text))
                            .as(text)
                            .isEqualTo(conversation.get("language").asString());
                });
        assertThat(sample.conversations())
                .extracting(conversation -> conversation.get("language").asString())
                .contains("en", "it", "id");
    }

    /** The language whose function words are most frequent. */
    private static String language(String text) {
        var words = List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}']+"));
        return FUNCTION_WORDS.entrySet().stream()
                .max(Comparator.comparingLong(entry ->
                        words.stream().filter(entry.getValue()::contains).count()))
                .orElseThrow()
                .getKey();
    }

    @Test
    void phonesAreValidAndFromRangesNobodyCanBeCalledUnder() {
        var reserved = "\\+1\\d{3}55501\\d{2}|\\+442079460\\d{3}|\\+6125550\\d{4}|\\+3319900\\d{4}|\\+4917139200\\d{2}"
                + "|\\+62835\\d{8}";

        assertThat(sample.clients().stream().map(row -> row.getField("phone")).filter(phone -> !phone.isEmpty()))
                .hasSizeGreaterThan(380)
                .doesNotHaveDuplicates()
                .allSatisfy(phone -> {
                    assertThat(phone).matches(reserved);
                    assertThat(isValid(phone)).as(phone).isTrue();
                });
    }

    private static boolean isValid(String phone) throws NumberParseException {
        var phones = PhoneNumberUtil.getInstance();
        return phones.isValidNumber(phones.parse(phone, "ID"));
    }

    @Test
    void peopleAreInventedAndTheirAddressesLeadNowhere() {
        assertThat(sample.clients()).extracting(row -> row.getField("name")).doesNotHaveDuplicates();
        assertThat(sample.clients())
                .extracting(row -> row.getField("email"))
                .doesNotHaveDuplicates()
                .allMatch(email -> email.matches("[a-z.]+\\.\\d+@example\\.com"));
    }

    @Test
    void permitsRunOutInTheNextWeeks() {
        assertThat(expiringWithin(60)).hasSizeGreaterThan(20);
        assertThat(expiringWithin(14)).hasSizeGreaterThan(3);
    }

    private static List<NamedCsvRecord> expiringWithin(int days) {
        var today = WrittenSample.NOW.toString().substring(0, 10);
        var last = WrittenSample.NOW.plus(Duration.ofDays(days)).toString().substring(0, 10);
        return sample.practices().stream()
                .filter(row -> row.getField("expiry_date").compareTo(today) >= 0
                        && row.getField("expiry_date").compareTo(last) <= 0)
                .toList();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

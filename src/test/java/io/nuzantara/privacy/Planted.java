package io.nuzantara.privacy;

import io.nuzantara.privacy.ClientItems.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Invented items of every kind, written as people write them, in sentences of three languages. Nothing here belongs to anybody. */
final class Planted {

    static final List<String> LANGUAGES = List.of("en", "id", "it");

    private static final List<String> GIVEN = List.of(
            "Wayan Adnya",
            "Made Sukarsa",
            "Putu Larasati",
            "Rizky Maulana",
            "Siti Rahmawati",
            "Giulia",
            "Marco",
            "Francesca",
            "Niccol\u00f2",
            "Zo\u00eb",
            "Oliver",
            "Hamish",
            "Charlotte",
            "Jean-Luc",
            "Bj\u00f6rn",
            "Kadek Ari",
            "Chiara",
            "Tommaso",
            "Emily",
            "Lachlan");
    private static final List<String> FAMILY = List.of(
            "Suardika",
            "Wiratmaja",
            "Hadikusuma",
            "Bellandi",
            "Torresini",
            "D'Amicantonio",
            "Fontavecchia",
            "Hartigan",
            "O'Callowhill",
            "Brackenridge",
            "M\u00fcllendorf",
            "Stanwick",
            "Zanardini",
            "Laksmitha",
            "Nandiwardana",
            "Dallapiccola",
            "Quillington",
            "Sartoretti",
            "Wetherby",
            "Kusumayasa");

    private final Random random;
    private final List<Client> clients;

    Planted(long seed) {
        random = new Random(seed);
        clients = IntStream.range(0, 120).mapToObj(this::client).toList();
    }

    /** One item in its sentence. */
    record Item(Kind kind, String language, String text, int start, int end) {}

    List<Client> clients() {
        return clients;
    }

    private Client client(int number) {
        var name = GIVEN.get(number % GIVEN.size()) + " "
                + FAMILY.get((number * 7 + number / GIVEN.size()) % FAMILY.size());
        return new Client(name, "client" + number + "@example.org", "+62812" + digits(8), null);
    }

    /** So many items of each kind in each language. */
    List<Item> items(int each) {
        var items = new ArrayList<Item>();
        for (var kind : Kind.values()) {
            if (kind != Kind.NUMBER) {
                for (var language : LANGUAGES) {
                    IntStream.range(0, each).forEach(number -> items.add(item(kind, language, number)));
                }
            }
        }
        return items;
    }

    private Item item(Kind kind, String language, int number) {
        var value = value(kind, language, number);
        var carriers = PlantedSentences.of(kind, language);
        var carrier = carriers.get(number % carriers.size());
        var wrapped = wrapped(carrier, number);
        var start = wrapped.indexOf("{}");
        return new Item(kind, language, wrapped.replace("{}", value), start, start + value.length());
    }

    /** As it is, in quotes, in JSON, after a quotation mark of e-mail. */
    private static String wrapped(String carrier, int number) {
        return switch (number % 5) {
            case 1 -> carrier.replace("{}", "\"{}\"");
            case 2 -> "{\"message\": \"" + carrier + "\", \"lang\": \"xx\"}";
            case 3 -> "> " + carrier + "\n> --";
            default -> carrier;
        };
    }

    private String value(Kind kind, String language, int number) {
        return switch (kind) {
            case NAME -> name(number);
            case PHONE -> phone(language, number);
            case EMAIL -> email(language, number);
            case PASSPORT -> passport(language, number);
            case KITAS -> kitas(number);
            case NIK -> spaced(nik(), number);
            case NPWP -> npwp(number);
            case IBAN -> iban(number);
            case CARD -> card(number);
            case ADDRESS -> address(language);
            case BIRTH_DATE -> birthDate(language, number);
            case URL -> url(number);
            case NUMBER -> throw new IllegalArgumentException("no kind to plant");
        };
    }

    private String name(int number) {
        var name = any(clients).name();
        var words = name.split(" ");
        return switch (number % 8) {
            case 1 -> name.toUpperCase(Locale.ROOT);
            case 2 -> name.toLowerCase(Locale.ROOT);
            case 3 -> String.join("\n", words);
            case 4 -> words[words.length - 1];
            case 5 -> String.join("-", words);
            case 6 ->
                java.text.Normalizer.normalize(name, java.text.Normalizer.Form.NFD)
                        .replaceAll("\\p{M}", "");
            case 7 -> String.join("_", words);
            default -> name;
        };
    }

    private String phone(String language, int number) {
        var indonesian = "81" + (2 + random.nextInt(7)) + digits(8);
        var italian = "3" + (20 + random.nextInt(70)) + digits(7);
        var national = language.equals("it") ? italian : indonesian;
        var code = language.equals("it") ? "39" : "62";
        return switch (number % 10) {
            case 1 -> "+" + code + national;
            case 2 -> "+" + code + " " + grouped(national, " ");
            case 3 -> language.equals("it") ? grouped(national, "-") : "0" + grouped(national, "-");
            case 4 -> "(+" + code + ") " + grouped(national, "-");
            case 5 -> "00" + code + " " + grouped(national, " ");
            case 6 -> spoken((language.equals("it") ? "" : "0") + national, language);
            case 7 -> "+" + code + " " + grouped(national, "\n");
            case 8 -> "+" + code + grouped(national, ".");
            case 9 -> code + national;
            default -> language.equals("it") ? national : "0" + national;
        };
    }

    private static String grouped(String digits, String separator) {
        return digits.substring(0, 3) + separator + digits.substring(3, 7) + separator + digits.substring(7);
    }

    private static String spoken(String digits, String language) {
        var words = switch (language) {
            case "id" -> List.of("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan");
            case "it" -> List.of("zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove");
            default -> List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
        };
        return digits.chars().mapToObj(c -> words.get(c - '0')).collect(Collectors.joining(" "));
    }

    private String email(String language, int number) {
        var local = any(List.of("maria.rossi", "w_adnya", "j-l.picard", "anna+bali", "info2026", "putu"));
        var domain = any(List.of("gmail.com", "yahoo.co.id", "libero.it", "example.org", "mail.my-firm.net"));
        var at = language.equals("it") ? " chiocciola " : " at ";
        var dot = switch (language) {
            case "id" -> " titik ";
            case "it" -> " punto ";
            default -> " dot ";
        };
        return switch (number % 6) {
            case 1 -> (local + "@" + domain).toUpperCase(Locale.ROOT);
            case 2 -> local + " @ " + domain;
            case 3 -> local.replace(".", dot) + at + domain.replace(".", dot);
            case 4 -> local + "@\n" + domain;
            case 5 -> local + "[at]" + domain;
            default -> local + "@" + domain;
        };
    }

    private String passport(String language, int number) {
        var value = switch (language) {
            case "it" -> "Y" + any(List.of("A", "B")) + digits(7);
            case "id" -> any(List.of("A", "B", "C", "E", "X")) + digits(7);
            default -> any(List.of("PA", "N", "RA")) + digits(7);
        };
        return switch (number % 4) {
            case 1 -> value.replaceAll("^([A-Z]+)(\\d{3})", "$1 $2 ");
            case 2 -> value.replaceAll("^([A-Z]+)", "$1-");
            case 3 -> digits(9);
            default -> value;
        };
    }

    private String kitas(int number) {
        var value = "2" + any(List.of("C", "D")) + (11 + random.nextInt(80)) + any(List.of("JE", "AF", "JB", "IG"))
                + digits(4);
        var letter = any(List.of("W", "T", "R"));
        return switch (number % 4) {
            case 1 -> value + " " + letter;
            case 2 -> value + letter;
            case 3 -> value.substring(0, 4) + " " + value.substring(4, 6) + " " + value.substring(6) + "-" + letter;
            default -> value + "-" + letter;
        };
    }

    private String nik() {
        var day = 1 + random.nextInt(28) + (random.nextBoolean() ? 40 : 0);
        return "%02d%02d%02d%02d%02d%02d%s"
                .formatted(
                        any(List.of(11, 31, 32, 35, 51, 52, 73)),
                        1 + random.nextInt(20),
                        1 + random.nextInt(20),
                        day,
                        1 + random.nextInt(12),
                        random.nextInt(100),
                        digits(4));
    }

    private static String spaced(String digits, int number) {
        return switch (number % 4) {
            case 1 -> String.join(" ", digits.split("(?<=\\G.{4})"));
            case 2 -> String.join("-", digits.split("(?<=\\G.{4})"));
            case 3 -> digits.substring(0, 6) + "\n" + digits.substring(6);
            default -> digits;
        };
    }

    private String npwp(int number) {
        var digits = digits(15);
        return switch (number % 4) {
            case 1 -> digits;
            case 2 -> "0" + digits;
            case 3 -> digits.replaceAll("(..)(...)(...)(.)(...)(...)", "$1 $2 $3 $4 $5 $6");
            default -> digits.replaceAll("(..)(...)(...)(.)(...)(...)", "$1.$2.$3.$4-$5.$6");
        };
    }

    private String iban(int number) {
        var body = switch (number % 3) {
            case 1 -> "DE" + "00" + digits(18);
            case 2 -> "GB" + "00" + "NWBK" + digits(14);
            default -> "IT" + "00" + any(List.of("X", "K", "B")) + digits(22);
        };
        var checked = withCheckDigits(body);
        return number % 2 == 0 ? checked : String.join(" ", checked.split("(?<=\\G.{4})"));
    }

    private static String withCheckDigits(String iban) {
        for (var check = 2; check <= 98; check++) {
            var tried = iban.substring(0, 2) + "%02d".formatted(check) + iban.substring(4);
            if (Checksums.isIban(tried)) {
                return tried;
            }
        }
        throw new IllegalStateException("no check digits");
    }

    private String card(int number) {
        var start = any(List.of("4539", "5425", "4916", "2221")) + digits(11);
        for (var check = 0; check < 10; check++) {
            if (Checksums.isLuhn(start + check)) {
                return spaced(start + check, number);
            }
        }
        throw new IllegalStateException("no check digit");
    }

    private String address(String language) {
        var house = 1 + random.nextInt(180);
        return switch (language) {
            case "id" ->
                any(List.of(
                        "Jl. Raya Ubud No. " + house + ", Gianyar 80571",
                        "Jalan Sunset Road No " + house + ", Kuta",
                        "Jln. Pantai Berawa Gang Nyepi No." + house,
                        "Jl. Bypass Ngurah Rai " + house + ", RT 03/RW 05, Sanur",
                        "Perumahan Taman Sari Blok B2 No. " + house));
            case "it" ->
                any(List.of(
                        "Via Giuseppe Garibaldi " + house + ", 20121 Milano",
                        "via Roma, " + house,
                        "Piazza della Repubblica " + house + ", 50123 Firenze",
                        "Corso Vittorio Emanuele " + house + "/B",
                        "Viale dei Mille n. " + house + ", Torino"));
            default ->
                any(List.of(
                        house + " Baker Street, London NW1 6XE",
                        house + "B Ocean View Road",
                        house + " George St, Sydney 2000",
                        "Unit 4, " + house + " Marine Parade",
                        house + " Old Mill Lane, Fremantle"));
        };
    }

    private String birthDate(String language, int number) {
        var day = 1 + random.nextInt(28);
        var month = random.nextInt(12);
        var year = 1950 + random.nextInt(50);
        var months = switch (language) {
            case "id" ->
                List.of(
                        "Januari",
                        "Februari",
                        "Maret",
                        "April",
                        "Mei",
                        "Juni",
                        "Juli",
                        "Agustus",
                        "September",
                        "Oktober",
                        "November",
                        "Desember");
            case "it" ->
                List.of(
                        "gennaio",
                        "febbraio",
                        "marzo",
                        "aprile",
                        "maggio",
                        "giugno",
                        "luglio",
                        "agosto",
                        "settembre",
                        "ottobre",
                        "novembre",
                        "dicembre");
            default ->
                List.of(
                        "January",
                        "February",
                        "March",
                        "April",
                        "May",
                        "June",
                        "July",
                        "August",
                        "September",
                        "October",
                        "November",
                        "December");
        };
        return switch (number % 6) {
            case 1 -> "%02d/%02d/%d".formatted(day, month + 1, year);
            case 2 -> "%d-%02d-%02d".formatted(year, month + 1, day);
            case 3 -> "%02d.%02d.%02d".formatted(day, month + 1, year % 100);
            case 4 -> "%02d-%02d-%d".formatted(day, month + 1, year);
            case 5 -> day + " " + months.get(month).substring(0, 3) + " " + year;
            default -> day + " " + months.get(month) + " " + year;
        };
    }

    private String url(int number) {
        var token = Long.toHexString(random.nextLong() | Long.MIN_VALUE) + "Z" + digits(4);
        return switch (number % 5) {
            case 1 -> "https://example.org/reset?token=" + token;
            case 2 -> "https://drive.example.com/file/d/" + token + "/view";
            case 3 -> "http://user:" + token + "@example.net/";
            case 4 -> "www.example.com/sign#access=" + token;
            default -> "https://pay.example.com/i/" + token;
        };
    }

    private String digits(int number) {
        return random.ints(number, 0, 10).mapToObj(Integer::toString).collect(Collectors.joining());
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}

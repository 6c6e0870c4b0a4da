package io.nuzantara.environment;

import io.nuzantara.database.DatabaseUrl;
import io.nuzantara.database.StartRefused;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.springframework.scheduling.support.CronExpression;

/**
 * What a value must be.
 *
 * @param example a value that fits
 * @param check finds what is wrong
 */
record Format(String example, Check check) {

    static final Format TEXT = must("text", "text", _ -> true);
    static final Format SWITCH = must(
            "true or false",
            "true",
            value -> Set.of("true", "false", "on", "off", "yes", "no", "1", "0")
                    .contains(value.toLowerCase(Locale.ROOT)));
    static final Format PORT = must("a number from 0 to 65535", "8000", value -> isNumber(value, 0, 65_535));
    static final Format COUNT = must("a number from 1 to 1000", "7", value -> isNumber(value, 1, 1_000));
    static final Format ZONE = must("a time zone such as Asia/Makassar", "Asia/Makassar", Format::isZone);
    static final Format CRON = must(
            "a cron expression of six fields, or - for never",
            "'0 30 2 * * *'",
            value -> value.equals("-") || CronExpression.isValidExpression(value));
    static final Format NETWORK_ADDRESS =
            must("an address or a name of this machine", "127.0.0.1", Format::isNetworkAddress);
    static final Format WEB_ADDRESS = must("an http or https address", "https://crm.example.com", Format::isWebAddress);
    static final Format PROTECTED_ADDRESS = readBy("https://agents.example.com", ServiceAddress::parse);
    static final Format DATABASE = readBy("postgresql://user:password@host:5432/database", DatabaseUrl::parse);
    static final Format SERVICE_TOKEN =
            must("32 characters long at least", "$(openssl rand -hex 32)", value -> value.length() >= 32);
    static final Format DIRECTORY = must("a directory", "/var/lib/nuzantara", Format::isPath);

    /** Finds what is wrong with a value; its sentence never repeats the value, which may be a misplaced secret. */
    interface Check {
        Optional<String> flaw(String variable, String value);
    }

    /** One of these words, in any case. */
    static Format oneOf(String first, String... others) {
        var words = new ArrayList<>(List.of(others));
        words.addFirst(first);
        var wanted = String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
        return must(wanted, first, value -> words.contains(value.toLowerCase(Locale.ROOT)));
    }

    private static Format must(String wanted, String example, Predicate<String> fits) {
        return new Format(
                example,
                (variable, value) ->
                        fits.test(value) ? Optional.empty() : Optional.of(variable + " must be " + wanted + "."));
    }

    private static Format readBy(String example, BiConsumer<String, String> reader) {
        return new Format(example, (variable, value) -> {
            try {
                reader.accept(variable, value);
                return Optional.empty();
            } catch (StartRefused refused) {
                return Optional.ofNullable(refused.getMessage());
            }
        });
    }

    private static boolean isNumber(String value, int least, int most) {
        return value.matches("[0-9]{1,5}") && Integer.parseInt(value) >= least && Integer.parseInt(value) <= most;
    }

    private static boolean isZone(String value) {
        try {
            return !ZoneId.of(value).getId().isEmpty();
        } catch (DateTimeException _) {
            return false;
        }
    }

    /** No name service is asked. */
    private static boolean isNetworkAddress(String value) {
        try {
            return value.matches("[A-Za-z][A-Za-z0-9.-]*")
                    || !InetAddress.ofLiteral(value).getHostAddress().isEmpty();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean isWebAddress(String value) {
        try {
            var uri = URI.create(value);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean isPath(String value) {
        try {
            return !Path.of(value).toString().isEmpty();
        } catch (InvalidPathException _) {
            return false;
        }
    }
}

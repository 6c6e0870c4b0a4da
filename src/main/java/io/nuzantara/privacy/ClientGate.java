package io.nuzantara.privacy;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The door through which everything leaves that may hold text of people: a full name, an e-mail address or a number of the
 * client table in it, exact or folded, and it stays. A door that cannot read the table lets nothing through.
 */
@Component
public class ClientGate {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|([nrtbf\"/\\\\]))");

    /** What {@link Redaction} writes: words and digits of ours. */
    private static final Pattern PLACEHOLDER = Pattern.compile(
            Stream.of(Kind.values()).map(Kind::name).collect(Collectors.joining("|", "\\[(?:", ")_\\d{1,9}]")));

    private final ClientTable clients;

    ClientGate(ClientTable clients) {
        this.clients = clients;
    }

    /**
     * What of the client table stands in a text; empty when nothing does.
     *
     * @param text what is about to leave, as it is or inside of JSON
     * @throws org.springframework.dao.DataAccessException when the table cannot be read
     */
    public Optional<Kind> leak(String text) {
        return leak(List.of(text));
    }

    /**
     * What of the client table stands in one of these texts; empty when nothing does. What only comes together from two of
     * them is nothing.
     *
     * @throws org.springframework.dao.DataAccessException when the table cannot be read
     */
    public Optional<Kind> leak(Collection<String> texts) {
        var items = clients.items();
        return texts.stream()
                .flatMap(text -> text.indexOf('\\') < 0 ? Stream.of(text) : Stream.of(text, unescaped(text)))
                .flatMap(PLACEHOLDER::splitAsStream)
                .flatMap(text -> Finders.ofClients(text, items).stream())
                .map(Finding::kind)
                .findFirst();
    }

    private static String unescaped(String json) {
        return ESCAPE.matcher(json).replaceAll(ClientGate::character);
    }

    private static String character(MatchResult escape) {
        var code = escape.group(1);
        var c = code == null ? plain(escape.group(2).charAt(0)) : (char) Integer.parseInt(code, 16);
        return java.util.regex.Matcher.quoteReplacement(String.valueOf(c));
    }

    private static char plain(char escaped) {
        return switch (escaped) {
            case 'n', 'r', 't', 'b', 'f' -> ' ';
            default -> escaped;
        };
    }
}

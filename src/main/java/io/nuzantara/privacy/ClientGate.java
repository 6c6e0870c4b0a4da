package io.nuzantara.privacy;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * The door through which everything leaves that may hold text of people: a full name, an e-mail address or a number of the
 * client table in it, exact or folded, and it stays. A door that cannot read the table lets nothing through.
 */
@Component
public class ClientGate {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|([nrtbf\"/\\\\]))");

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
        var items = clients.items();
        return leak(text, items).or(() -> text.indexOf('\\') < 0 ? Optional.empty() : leak(unescaped(text), items));
    }

    private static Optional<Kind> leak(String text, ClientItems items) {
        return Finders.ofClients(text, items).stream().map(Finding::kind).findFirst();
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

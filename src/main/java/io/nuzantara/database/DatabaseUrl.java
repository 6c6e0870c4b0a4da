package io.nuzantara.database;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL database is, read from {@code postgresql://user:pass@host/db?sslmode=...} (libpq's form, RFC 3986) or
 * {@code jdbc:postgresql:...}.
 *
 * @param jdbcUrl without user and password
 */
public record DatabaseUrl(
        String jdbcUrl, @Nullable String user, @Nullable String password) {

    private static final Pattern LIBPQ = Pattern.compile(
            "postgres(?:ql)?://(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<hosts>[^/?@]*)(?:/(?<database>[^?@/]*))?(?:\\?(?<query>.*))?");
    private static final Pattern HOSTS = Pattern.compile(
            "(?:\\[[0-9a-fA-F:.%]+]|[^\\[\\]:,]+)(?::\\d{1,5})?(?:,(?:\\[[0-9a-fA-F:.%]+]|[^\\[\\]:,]+)(?::\\d{1,5})?)*");
    private static final Map<String, String> JDBC_NAMES = Map.of(
            "application_name", "ApplicationName",
            "connect_timeout", "connectTimeout",
            "channel_binding", "channelBinding",
            "gssencmode", "gssEncMode",
            "target_session_attrs", "targetServerType");
    private static final Map<String, String> SESSION_ATTRS = Map.of(
            "read-write", "primary",
            "read-only", "secondary",
            "prefer-standby", "preferSecondary",
            "standby", "secondary");
    private static final Map<String, String> DEFAULTS = Map.of(
            "connectTimeout",
            "5",
            "loginTimeout",
            "10",
            "socketTimeout",
            "60",
            "tcpKeepAlive",
            "true",
            "logServerErrorDetail",
            "false",
            "ApplicationName",
            RestoreLock.SERVICE);
    private static final List<String> TIMEOUTS = List.of("connectTimeout", "loginTimeout", "socketTimeout");
    private static final String JDBC = "jdbc:postgresql:";

    /**
     * Reads the address in {@code DATABASE_URL}.
     *
     * @throws StartRefused when it has neither of the two forms; the text is not repeated, it may hold a password
     */
    public static DatabaseUrl parse(String url) {
        return parse("DATABASE_URL", url);
    }

    /**
     * Reads an address.
     *
     * @param variable where it comes from, for the sentence of a refusal
     * @throws StartRefused when it has neither of the two forms; the text is not repeated, it may hold a password
     */
    public static DatabaseUrl parse(String variable, String url) {
        try {
            return url.startsWith(JDBC) ? fromJdbc(variable, url) : fromLibpq(variable, url);
        } catch (IllegalArgumentException _) {
            throw refused(variable, "; a percent sign itself is written %25");
        }
    }

    /** Parameters that the driver does not know and therefore ignores, by the names they have in the address. */
    public static List<String> unknownParameters(String url) {
        var names = url.startsWith(JDBC) ? Map.<String, String>of() : JDBC_NAMES;
        var known = driverParameters();
        return query(queryOf(url), Map.of()).keySet().stream()
                .filter(name -> !known.contains(names.getOrDefault(name, name)))
                .toList();
    }

    private static Set<String> driverParameters() {
        try {
            var anywhere = JDBC + "//localhost/";
            return Arrays.stream(DriverManager.getDriver(anywhere).getPropertyInfo(anywhere, new Properties()))
                    .map(parameter -> parameter.name)
                    .collect(Collectors.toSet());
        } catch (SQLException e) {
            throw new IllegalStateException("the driver of PostgreSQL is missing", e);
        }
    }

    /** A question mark may also be a piece of a password. */
    private static @Nullable String queryOf(String url) {
        if (url.startsWith(JDBC)) {
            return url.contains("?") ? url.substring(url.indexOf('?') + 1) : null;
        }
        var parts = LIBPQ.matcher(url);
        return parts.matches() ? parts.group("query") : null;
    }

    private static StartRefused refused(String variable, String hint) {
        return new StartRefused(
                "%s must look like postgresql://user:password@host:5432/database or jdbc:postgresql://host/database%s."
                        .formatted(variable, hint));
    }

    private static DatabaseUrl fromLibpq(String variable, String url) {
        var parts = LIBPQ.matcher(url);
        if (!parts.matches()) {
            throw refused(variable, "; @ : / ? in the password are written %40 %3A %2F %3F");
        }
        refuseUnlessHosts(variable, parts.group("hosts"));
        var query = query(parts.group("query"), JDBC_NAMES);
        var userInQuery = query.remove("user");
        var passwordInQuery = query.remove("password");
        var userInAddress = decoded(parts.group("user"));
        var passwordInAddress = decoded(parts.group("password"));
        var user = userInAddress == null ? userInQuery : userInAddress;
        var password = passwordInAddress == null ? passwordInQuery : passwordInAddress;
        var hosts = orElse(parts.group("hosts"), "localhost");
        var database = orElse(decoded(parts.group("database")), orElse(user, "postgres"));
        var jdbc = "jdbc:postgresql://" + hosts + "/" + URLEncoder.encode(database, StandardCharsets.UTF_8);
        return new DatabaseUrl(jdbc + suffix(hosts, query), user, password);
    }

    /** What stands before the database must be hosts with ports: anything else may be a piece of a password. */
    private static void refuseUnlessHosts(String variable, String hosts) {
        if (!hosts.isEmpty() && !HOSTS.matcher(hosts).matches()) {
            throw refused(variable, "; a port is a number");
        }
    }

    private static DatabaseUrl fromJdbc(String variable, String url) {
        var mark = url.indexOf('?');
        var address = mark < 0 ? url : url.substring(0, mark);
        if (address.contains("@")) {
            throw refused(variable, "; in the jdbc form user and password are parameters: ?user=...&password=...");
        }
        var query = query(mark < 0 ? null : url.substring(mark + 1), Map.of());
        var user = query.remove("user");
        var password = query.remove("password");
        return new DatabaseUrl(address + suffix(address, query), user, password);
    }

    private static Map<String, String> query(@Nullable String query, Map<String, String> names) {
        var parameters = new LinkedHashMap<String, String>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        for (var pair : query.split("&", -1)) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                var name = pair.substring(0, equals);
                var value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                parameters.put(
                        names.getOrDefault(name, name),
                        name.equals("target_session_attrs") ? SESSION_ATTRS.getOrDefault(value, value) : value);
            }
        }
        return parameters;
    }

    /** Of several hosts only the primary will do: claims and limits read on a replica would be stale. */
    private static String suffix(String hosts, Map<String, String> query) {
        if (hosts.contains(",")) {
            query.putIfAbsent("targetServerType", "primary");
        }
        DEFAULTS.keySet().stream().sorted().forEach(name -> query.putIfAbsent(name, DEFAULTS.getOrDefault(name, "")));
        var joined = new StringJoiner("&", "?", "");
        query.forEach((name, value) -> joined.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return joined.toString();
    }

    /** The same address, but giving up so soon: to connect, to sign in and to wait for each answer. */
    DatabaseUrl within(Duration patience) {
        var sooner = this;
        for (var name : TIMEOUTS) {
            sooner = sooner.with(name, Long.toString(patience.toSeconds()));
        }
        return sooner;
    }

    /** The same address under this name, whatever it says itself. */
    DatabaseUrl named(String application) {
        return with("ApplicationName", application);
    }

    /**
     * The same address for long work: an answer may take as long as it needs.
     *
     * @param application the name by which the server shows these sessions
     */
    public DatabaseUrl forLongWork(String application) {
        return with("socketTimeout", "0").named(application);
    }

    private DatabaseUrl with(String name, String value) {
        var replaced = jdbcUrl.replaceAll("(?<=[?&])" + name + "=[^&]*", name + "=" + value);
        return new DatabaseUrl(replaced, user, password);
    }

    /** User and password as the driver takes them. */
    public Properties credentials() {
        var credentials = new Properties();
        if (user != null) {
            credentials.setProperty("user", user);
        }
        if (password != null) {
            credentials.setProperty("password", password);
        }
        return credentials;
    }

    private static @Nullable String decoded(@Nullable String text) {
        return text == null || text.isEmpty()
                ? null
                : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null || value.isEmpty() ? otherwise : value;
    }

    /** The address without its secret, fit for logs and errors. */
    @Override
    public String toString() {
        var mark = jdbcUrl.indexOf('?');
        return (mark < 0 ? jdbcUrl : jdbcUrl.substring(0, mark)) + " as " + (user == null ? "the default user" : user);
    }
}

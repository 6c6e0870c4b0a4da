package io.nuzantara.security;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Permissions ({@code noun:verb}) and the scopes of tokens that grant them. */
public final class Permissions {

    /** Everything: the person who started the service on this machine. */
    public static final Set<String> ADMIN = Set.of(
            "execution:read",
            "execution:start",
            "execution:cancel",
            "execution:retry",
            "approval:decide",
            "client:read",
            "client:read-masked",
            "client:export",
            "client:erase",
            "message:approve",
            "prompt:approve",
            "index:approve",
            "graph:edit",
            "data:import",
            "limit:change",
            "setting:change",
            "user:manage",
            "token:manage",
            "audit:read",
            "metrics:read",
            "switch:on",
            "switch:off");

    /** What one service of ours may do at another: start agents and read what became of it. */
    public static final Set<String> SERVICE = Set.of("execution:read", "execution:start");

    private static final Map<String, Set<String>> BY_SCOPE = Map.of(
            "read", Set.of("execution:read", "client:read-masked"),
            "read:clients", Set.of("client:read", "client:read-masked"),
            "run", Set.of("execution:start"),
            "cancel", Set.of("execution:cancel"),
            "retry", Set.of("execution:retry"),
            "export", Set.of("client:export"),
            "ingest", Set.of("data:import"),
            "metrics", Set.of("metrics:read"),
            "admin", ADMIN);
    private static final Pattern ONE_AGENT = Pattern.compile("run:([a-z][a-z0-9_]{1,62})");

    private Permissions() {}

    /** Whether a token may carry this scope. */
    static boolean isScope(String scope) {
        return BY_SCOPE.containsKey(scope) || ONE_AGENT.matcher(scope).matches();
    }

    /** The scopes a token may carry, for a person. */
    static List<String> scopes() {
        return java.util.stream.Stream.concat(
                        BY_SCOPE.keySet().stream().sorted(), java.util.stream.Stream.of("run:<agent id>"))
                .toList();
    }

    /** What the scopes permit together; {@code run:<agent id>} permits {@code execution:start:<agent id>} only. */
    static Set<String> of(Collection<String> scopes) {
        var permissions = new LinkedHashSet<String>();
        for (var scope : scopes) {
            var agent = ONE_AGENT.matcher(scope);
            permissions.addAll(
                    agent.matches()
                            ? Set.of("execution:start:" + agent.group(1))
                            : BY_SCOPE.getOrDefault(scope, Set.of()));
        }
        return Set.copyOf(permissions);
    }
}

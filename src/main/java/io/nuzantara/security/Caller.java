package io.nuzantara.security;

import java.util.Set;

/**
 * Who calls.
 *
 * @param name for logs and {@code requested_by}; never a secret
 * @param permissions what the caller may do, {@code noun:verb}
 */
public record Caller(String name, Set<String> permissions) {
    public Caller {
        permissions = Set.copyOf(permissions);
    }
}

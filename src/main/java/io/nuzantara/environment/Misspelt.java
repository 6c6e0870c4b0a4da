package io.nuzantara.environment;

import io.nuzantara.environment.Finding.Severity;
import io.nuzantara.environment.Variable.Group;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Variables nobody listens to although somebody surely meant them: with our prefix, or a letter or two away from a known name. */
final class Misspelt {

    private static final String PREFIX = "NUZANTARA_";
    private static final int FARTHEST = 2;
    /** So short a name has ordinary neighbours two letters away: HOST is no mistake for PORT. */
    private static final int SHORT = 8;
    /** Variables that Kubernetes sets in every container for each service of its namespace ("Accessing the Service"). */
    private static final Pattern SERVICE_LINK = Pattern.compile(
            ".+_SERVICE_HOST|.+_SERVICE_PORT(_.+)?|.+_PORT(_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?");

    private Misspelt() {}

    /** What is to be said about the variable of this name, if anything. */
    static Optional<Finding> in(String name, Map<String, String> variables) {
        if (Catalogue.named(name).isPresent() || isServiceLink(name, variables) || isSetting(name)) {
            return Optional.empty();
        }
        return meant(name, variables)
                .map(known -> finding(name, "did you mean %s? Rename it".formatted(known)))
                .or(() -> unknown(name));
    }

    private static boolean isSetting(String name) {
        return name.startsWith(PREFIX) && KnownSettings.isOne(name);
    }

    private static Optional<Finding> unknown(String name) {
        return name.startsWith(PREFIX)
                ? Optional.of(finding(name, "remove it, or look its name up in docs/configuration.md"))
                : Optional.empty();
    }

    private static Finding finding(String name, String fix) {
        return new Finding(Severity.WARN, name, "Nothing reads the variable %s.".formatted(shown(name)), fix);
    }

    /** A name is any bytes but {@code =}. */
    private static String shown(String name) {
        return name.replaceAll("[^A-Za-z0-9_.-]", "?");
    }

    /** A name that is set anyway was not misspelt. */
    private static Optional<String> meant(String name, Map<String, String> variables) {
        return Catalogue.VARIABLES.stream()
                .filter(variable -> variable.group() != Group.NO_EFFECT)
                .flatMap(Misspelt::names)
                .filter(known -> variables.getOrDefault(known, "").isBlank())
                .filter(known -> distance(name, known) <= (known.length() < SHORT ? 1 : FARTHEST))
                .min(Comparator.comparingInt(known -> distance(name, known)));
    }

    private static Stream<String> names(Variable variable) {
        return variable.secret() ? Stream.of(variable.name(), variable.fileName()) : Stream.of(variable.name());
    }

    private static boolean isServiceLink(String name, Map<String, String> variables) {
        return name.startsWith(PREFIX)
                && SERVICE_LINK.matcher(name).matches()
                && variables.containsKey("KUBERNETES_SERVICE_HOST");
    }

    /** Letters to insert, delete or replace (Levenshtein 1966); more than {@value #FARTHEST} counts as that and one. */
    private static int distance(String one, String other) {
        if (Math.abs(one.length() - other.length()) > FARTHEST) {
            return FARTHEST + 1;
        }
        var above = new int[other.length() + 1];
        for (var column = 0; column < above.length; column++) {
            above[column] = column;
        }
        for (var row = 1; row <= one.length(); row++) {
            var here = new int[above.length];
            here[0] = row;
            for (var column = 1; column < here.length; column++) {
                var replaced = above[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
                here[column] = Math.min(replaced, Math.min(above[column], here[column - 1]) + 1);
            }
            above = here;
        }
        return above[other.length()];
    }
}

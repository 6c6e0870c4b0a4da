package io.nuzantara.environment;

import io.nuzantara.database.DatabaseUrl;
import io.nuzantara.environment.Finding.Severity;
import io.nuzantara.environment.Variable.Group;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What is wrong with, or worth knowing about, the variables of a service. Reads the files they name, nothing else. */
public final class EnvironmentFindings {

    private EnvironmentFindings() {}

    /**
     * Whatever is unreadable, missing for the role, probably misspelt, or without effect, the gravest first. A service with a
     * {@link Severity#FAIL} does not start, or starts and cannot do its work.
     */
    public static List<Finding> of(ConfigurableEnvironment environment) {
        var variables = variables(environment);
        return Stream.of(
                        unreadable(variables),
                        RoleNeeds.missing(
                                environment.getProperty("nuzantara.role", ""), name -> isGiven(environment, name)),
                        addressParameters(variables),
                        misspelt(variables),
                        withoutEffect(variables))
                .flatMap(found -> found)
                .toList();
    }

    /** Optional parts that nobody configured, and what happens instead. */
    public static List<Finding> optional(ConfigurableEnvironment environment) {
        return OptionalParts.unset(name -> isGiven(environment, name));
    }

    private static boolean isGiven(ConfigurableEnvironment environment, String name) {
        return Catalogue.named(name)
                .map(variable -> environment.getProperty(variable.requiredSetting(), ""))
                .filter(value -> !value.isBlank() && !value.equals("false"))
                .isPresent();
    }

    /** Those the service listens to. */
    private static Map<String, String> variables(ConfigurableEnvironment environment) {
        var variables = new TreeMap<String, String>();
        if (environment.getPropertySources().get(NuzantaraEnvironment.VARIABLES)
                instanceof SystemEnvironmentPropertySource source) {
            source.getSource().forEach((name, value) -> variables.put(name, value.toString()));
        }
        return variables;
    }

    private static Stream<Finding> unreadable(Map<String, String> variables) {
        return Catalogue.effective()
                .map(variable -> Reading.of(variable, variables))
                .flatMap(reading -> reading instanceof Reading.Refused(var finding) ? Stream.of(finding) : Stream.of());
    }

    private static Stream<Finding> addressParameters(Map<String, String> variables) {
        return Stream.of(Catalogue.DATABASE_URL, Catalogue.MIGRATION_DATABASE_URL)
                .flatMap(name -> Catalogue.named(name).stream())
                .flatMap(variable -> Reading.of(variable, variables) instanceof Reading.Given(var url, var _)
                        ? DatabaseUrl.unknownParameters(url).stream()
                                .map(parameter -> unknownParameter(variable.name(), parameter))
                        : Stream.of());
    }

    private static Finding unknownParameter(String name, String parameter) {
        return new Finding(
                Severity.WARN,
                name,
                "The driver does not know the parameter %s of %s and ignores it.".formatted(parameter, name),
                "remove it, or write it as the driver does");
    }

    private static Stream<Finding> misspelt(Map<String, String> variables) {
        return variables.keySet().stream()
                .filter(name -> !isBlank(variables, name))
                .flatMap(name -> Misspelt.in(name, variables).stream());
    }

    private static Stream<Finding> withoutEffect(Map<String, String> variables) {
        return variables.keySet().stream()
                .filter(name -> !isBlank(variables, name))
                .flatMap(name -> Catalogue.named(name).stream()
                        .filter(variable -> variable.group() == Group.NO_EFFECT)
                        .map(variable -> new Finding(
                                Severity.INFO,
                                name,
                                "%s has no effect here: %s.".formatted(name, variable.meaning()),
                                "")));
    }

    private static boolean isBlank(Map<String, String> variables, String name) {
        return variables.getOrDefault(name, "").isBlank();
    }
}

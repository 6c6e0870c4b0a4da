package io.nuzantara.environment;

import io.nuzantara.environment.EffectiveVariable.Source;
import java.util.List;
import java.util.Set;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.stereotype.Component;

/** The environment of the running service: what is wrong with it, and what holds for each variable. Never shows a secret. */
@Component
public class EnvironmentReport {

    /** Looks into all others, and so has whatever they have. */
    private static final String ALL = "configurationProperties";

    private static final Set<String> OPTIONS = Set.of("commandLineArgs", "systemProperties");
    private static final Set<String> DEFAULTS =
            Set.of(NuzantaraEnvironment.DEFAULTS, NuzantaraEnvironment.DERIVED, "defaultProperties");
    /** A shorter secret would be told too much of by its end. */
    private static final int SHOWN_FROM = 12;

    private static final int END = 4;

    private final ConfigurableEnvironment environment;

    EnvironmentReport(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /** As {@link EnvironmentFindings#of}, with the role and the settings that this process works with. */
    public List<Finding> findings() {
        return EnvironmentFindings.of(environment);
    }

    /** As {@link EnvironmentFindings#optional}, with the settings that this process works with. */
    public List<Finding> optional() {
        return EnvironmentFindings.optional(environment);
    }

    /** Every variable of the service, in the order of the reference. */
    public List<EffectiveVariable> variables() {
        return Catalogue.effective().map(this::effective).toList();
    }

    private EffectiveVariable effective(Variable variable) {
        var value = environment.getProperty(variable.requiredSetting(), "");
        var source = source(variable);
        return new EffectiveVariable(variable.name(), variable.secret(), shown(variable, value, source), source);
    }

    private static String shown(Variable variable, String value, Source source) {
        if (value.isBlank() || (variable.secret() && source == Source.DEFAULT)) {
            return variable.standard().replace("`", "");
        }
        return variable.secret() ? end(value) : value;
    }

    private static String end(String secret) {
        return secret.length() < SHOWN_FROM ? "set" : "set, ends in ..." + secret.substring(secret.length() - END);
    }

    private Source source(Variable variable) {
        return environment.getPropertySources().stream()
                .filter(source -> !source.getName().equals(ALL) && source.containsProperty(variable.requiredSetting()))
                .findFirst()
                .map(source -> source(variable, source))
                .orElse(Source.DEFAULT);
    }

    private Source source(Variable variable, PropertySource<?> source) {
        return switch (source.getName()) {
            case NuzantaraEnvironment.VARIABLES, NuzantaraEnvironment.TRANSLATED -> variableOrFile(variable);
            case NuzantaraEnvironment.FILE -> Source.SETTINGS_FILE;
            case String name when OPTIONS.contains(name) -> Source.OPTION;
            case String name when DEFAULTS.contains(name) -> Source.DEFAULT;
            default -> Source.CONFIGURATION;
        };
    }

    private Source variableOrFile(Variable variable) {
        var variables = EnvironmentFindings.variables(environment);
        if (Reading.of(variable, variables) instanceof Reading.Given(var _, var fromFile) && fromFile) {
            return Source.SECRET_FILE;
        }
        return environment.getSystemEnvironment().containsKey(variable.name())
                ? Source.ENVIRONMENT
                : Source.VARIABLES_FILE;
    }
}

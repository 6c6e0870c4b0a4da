package io.nuzantara.environment;

import io.nuzantara.database.StartRefused;
import io.nuzantara.environment.Finding.Severity;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Translates the environment variables that people set into settings, once, before anything else reads them. An option
 * wins over the environment, that over {@code nuzantara.properties} in the data directory, and that over what holds
 * otherwise. The demo hears neither variables nor that file, so that no key can reach it.
 */
class NuzantaraEnvironment implements EnvironmentPostProcessor {

    static final String VARIABLES = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
    static final String TRANSLATED = "nuzantara-environment";

    private static final String ROLE = "nuzantara-role";
    private static final String FILE = "nuzantara-file";
    private static final String DEFAULTS = "nuzantara-defaults";
    private static final String DERIVED = "nuzantara-derived";

    private static final String DATA_DIRECTORY = "nuzantara.data-dir";
    private static final Set<String> ROLES = Set.of("all", "agents", "orchestrator");

    private final Log log;

    NuzantaraEnvironment(DeferredLogFactory logs) {
        log = logs.getLog(NuzantaraEnvironment.class);
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.getProperty("nuzantara.demo", Boolean.class, false)) {
            environment.getPropertySources().remove("spring.application.json");
            listenTo(Map.of(), environment);
        } else {
            listenTo(VariablesFile.with(environment), environment);
            listenTo(SettingsFile.in(Path.of(environment.getProperty(DATA_DIRECTORY, dataDirectory()))), environment);
        }
        var role = role(environment);
        environment.getPropertySources().addFirst(new MapPropertySource(ROLE, Map.of("nuzantara.role", role)));
        addLast(environment, DEFAULTS, defaults(role));
        addLast(environment, DERIVED, derived(environment));
        var findings = EnvironmentFindings.of(environment);
        if (!isLook(environment)) {
            refuseSplitWithoutDatabase(findings);
            findings.forEach(this::tell);
        }
    }

    /** Blank variables are gone from here on: to Spring they would be values. */
    private static void listenTo(Map<String, String> variables, ConfigurableEnvironment environment) {
        var given = new LinkedHashMap<String, Object>(variables);
        given.values().removeIf(value -> value.toString().isBlank());
        var sources = environment.getPropertySources();
        sources.replace(VARIABLES, new SystemEnvironmentPropertySource(VARIABLES, given));
        sources.addAfter(VARIABLES, new MapPropertySource(TRANSLATED, translated(variables, environment)));
    }

    private static void listenTo(SettingsFile file, ConfigurableEnvironment environment) {
        environment.getPropertySources().addAfter(TRANSLATED, new MapPropertySource(FILE, file.settings()));
    }

    private static void addLast(ConfigurableEnvironment environment, String name, Map<String, Object> settings) {
        environment.getPropertySources().addLast(new MapPropertySource(name, settings));
    }

    /** Who only looks is to see all that is wrong; a service does not start with any of it. */
    private static Map<String, Object> translated(Map<String, String> variables, ConfigurableEnvironment environment) {
        return isLook(environment) ? readable(variables) : translate(variables);
    }

    private static boolean isLook(ConfigurableEnvironment environment) {
        return environment.getProperty("nuzantara.preflight", Boolean.class, false);
    }

    private static Map<String, Object> readable(Map<String, String> variables) {
        var settings = new LinkedHashMap<String, Object>();
        Catalogue.effective().forEach(variable -> {
            if (Reading.of(variable, variables) instanceof Reading.Given(var text, var _)) {
                settings.put(variable.requiredSetting(), text);
            }
        });
        return settings;
    }

    /**
     * Settings by name from the variables that are set.
     *
     * @throws StartRefused when one cannot be read
     */
    static Map<String, Object> translate(Map<String, String> variables) {
        var settings = new LinkedHashMap<String, Object>();
        Catalogue.effective().forEach(variable -> {
            switch (Reading.of(variable, variables)) {
                case Reading.Unset() -> {}
                case Reading.Given(var text, var _) -> settings.put(variable.requiredSetting(), text);
                case Reading.Refused(var finding) -> throw new StartRefused(finding.inOneSentence());
            }
        });
        return settings;
    }

    /** People write it in any case; everything else knows it in lower case only. */
    private static String role(ConfigurableEnvironment environment) {
        var name = environment.getProperty("nuzantara.role", "all");
        var role = name.toLowerCase(Locale.ROOT);
        if (!ROLES.contains(role)) {
            if (isLook(environment) && name.equals(environment.getProperty(Catalogue.ROLE))) {
                return "all"; // the variable is told with all others
            }
            throw new StartRefused("NUZANTARA_ROLE is '%s'; it must be all, agents or orchestrator.".formatted(name));
        }
        return role;
    }

    private static Map<String, Object> defaults(String role) {
        var orchestratorOnly = role.equals("orchestrator");
        return Map.of(
                "nuzantara.roles.agents",
                !orchestratorOnly,
                "nuzantara.roles.orchestrator",
                !role.equals("agents"),
                DATA_DIRECTORY,
                dataDirectory(),
                "nuzantara.zone",
                "Asia/Makassar",
                "db-scheduler.enabled",
                !orchestratorOnly,
                "server.address",
                "127.0.0.1",
                "server.port",
                orchestratorOnly ? 8080 : 8000);
    }

    /** {@code ${XDG_DATA_HOME:-$HOME/.local/share}/nuzantara} (XDG base directory specification). */
    private static String dataDirectory() {
        var xdg = blankToNull(System.getenv("XDG_DATA_HOME"));
        var base = xdg == null ? Path.of(System.getProperty("user.home"), ".local", "share") : Path.of(xdg);
        return base.resolve("nuzantara").toString();
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    /**
     * What follows from other settings. Health and metrics have a port of their own: the one above the service's, any free
     * one beside a free one.
     */
    private static Map<String, Object> derived(ConfigurableEnvironment environment) {
        var port = environment.getProperty("server.port", "0");
        var next = port.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(port) + 1 : 0;
        var settings = new LinkedHashMap<String, Object>(
                Map.of("management.server.port", next, "management.server.address", "127.0.0.1"));
        if (environment.getProperty("nuzantara.log-format", "text").equalsIgnoreCase("json")) {
            settings.put("logging.structured.format.console", "ecs");
        }
        return settings;
    }

    private static void refuseSplitWithoutDatabase(List<Finding> findings) {
        findings.stream()
                .filter(finding -> finding.severity() == Severity.FAIL)
                .filter(finding -> finding.variable().equals(Catalogue.DATABASE_URL))
                .findFirst()
                .ifPresent(finding -> {
                    throw new StartRefused(finding.inOneSentence());
                });
    }

    /** What would stop the start has stopped it by now. */
    private void tell(Finding finding) {
        switch (finding.severity()) {
            case INFO -> log.info(finding.inOneSentence());
            case WARN, FAIL -> log.warn(finding.inOneSentence());
        }
    }
}

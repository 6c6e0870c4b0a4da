package io.nuzantara;

import io.nuzantara.database.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Translates the environment variables that people set into settings, once, before anything else reads them. Every secret
 * may also come from a file ({@code NAME_FILE}); an empty variable counts as unset. Settings given to Spring directly win.
 * The demo hears no variable at all, so that no key of the environment can reach it.
 */
class NuzantaraEnvironment implements EnvironmentPostProcessor {

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("DATABASE_URL", "nuzantara.database-url"),
            Map.entry("MIGRATION_DATABASE_URL", "nuzantara.migration-database-url"),
            Map.entry("NUZANTARA_DATA_DIR", "nuzantara.data-dir"),
            Map.entry("CRON_TIMEZONE", "nuzantara.zone"),
            Map.entry("BACKEND_RAG_URL", "nuzantara.orchestrator.agents-url"),
            Map.entry("ENABLE_ORCHESTRATOR", "nuzantara.orchestrator.enabled"),
            Map.entry("ANTHROPIC_API_KEY", "nuzantara.llm.anthropic.api-key"),
            Map.entry("ANTHROPIC_BASE_URL", "nuzantara.llm.anthropic.base-url"),
            Map.entry("OPENROUTER_API_KEY", "nuzantara.llm.openrouter.api-key"),
            Map.entry("OPENROUTER_BASE_URL", "nuzantara.llm.openrouter.base-url"),
            Map.entry("OPENAI_API_KEY", "nuzantara.llm.openai.api-key"),
            Map.entry("OPENAI_BASE_URL", "nuzantara.llm.openai.base-url"),
            Map.entry("NUZANTARA_LLM_API_KEY", "nuzantara.llm.api-key"),
            Map.entry("SLACK_WEBHOOK_URL", "nuzantara.alert.slack-webhook-url"),
            Map.entry("NUZANTARA_SERVICE_TOKEN", "nuzantara.security.service-token"),
            Map.entry("NUZANTARA_TRUSTED_PROXIES", "nuzantara.security.trusted-proxies"),
            Map.entry("NUZANTARA_ALLOWED_HOSTS", "nuzantara.security.allowed-hosts"),
            Map.entry("NUZANTARA_PUBLIC_URL", "nuzantara.public-url"),
            Map.entry("SERVER_ADDRESS", "server.address"),
            Map.entry("PORT", "server.port"),
            Map.entry("MANAGEMENT_PORT", "management.server.port"),
            Map.entry("MANAGEMENT_ADDRESS", "management.server.address"));
    private static final Set<String> SECRETS = Set.of(
            "DATABASE_URL",
            "MIGRATION_DATABASE_URL",
            "ANTHROPIC_API_KEY",
            "OPENROUTER_API_KEY",
            "OPENAI_API_KEY",
            "NUZANTARA_LLM_API_KEY",
            "SLACK_WEBHOOK_URL",
            "NUZANTARA_SERVICE_TOKEN");
    private static final Set<String> ROLES = Set.of("all", "agents", "orchestrator");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var sources = environment.getPropertySources();
        if (environment.getProperty("nuzantara.demo", Boolean.class, false)) {
            sources.remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
            sources.remove("spring.application.json");
        } else {
            var variables = withFile(environment);
            sources.addAfter(
                    StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                    new SystemEnvironmentPropertySource("nuzantara-variables", variables));
            sources.addLast(
                    new MapPropertySource("nuzantara-environment", translate(name -> (String) variables.get(name))));
        }
        var role = environment.getProperty("nuzantara.role", "all");
        sources.addLast(new MapPropertySource("nuzantara-defaults", defaults(role)));
        sources.addLast(new MapPropertySource("nuzantara-management", management(environment)));
        refuseSplitWithoutDatabase(environment);
    }

    /** The variables of the process and, below them, those of {@code nuzantara.env-file}: NAME=VALUE lines, # comments. */
    private static Map<String, Object> withFile(ConfigurableEnvironment environment) {
        var variables = new LinkedHashMap<String, Object>();
        var file = environment.getProperty("nuzantara.env-file");
        if (file != null) {
            content("--env-file", Path.of(file))
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(line -> variables.putAll(variable(line, file)));
        }
        variables.putAll(environment.getSystemEnvironment());
        return variables;
    }

    private static Map<String, String> variable(String line, String file) {
        var equals = line.indexOf('=');
        if (equals < 1) {
            throw new StartRefused("A line of %s is not NAME=VALUE; comments begin with #.".formatted(file));
        }
        return Map.of(
                line.substring(0, equals).strip(),
                unquoted(line.substring(equals + 1).strip()));
    }

    private static String unquoted(String value) {
        var quoted = value.length() > 1
                && value.charAt(0) == value.charAt(value.length() - 1)
                && (value.charAt(0) == '"' || value.charAt(0) == '\'');
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** Health and metrics have a port of their own: the one above the service's, any free one beside a free one. */
    private static Map<String, Object> management(ConfigurableEnvironment environment) {
        var port = environment.getProperty("server.port", "0");
        var next = port.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(port) + 1 : 0;
        return Map.of("management.server.port", next, "management.server.address", "127.0.0.1");
    }

    private static void refuseSplitWithoutDatabase(ConfigurableEnvironment environment) {
        var role = environment.getProperty("nuzantara.role", "all");
        if (!role.equalsIgnoreCase("all") && environment.getProperty("nuzantara.database-url") == null) {
            throw new StartRefused(
                    "The role %s needs DATABASE_URL: two processes cannot share the embedded database of one data directory."
                            .formatted(role));
        }
    }

    /** Settings by name from the variables that are set. */
    static Map<String, Object> translate(Variables variables) {
        var settings = new LinkedHashMap<String, Object>();
        SETTINGS.forEach((variable, setting) -> {
            var value = value(variables, variable);
            if (value != null) {
                settings.put(setting, value);
            }
        });
        var role = value(variables, "NUZANTARA_ROLE");
        if (role != null) {
            settings.put("nuzantara.role", role);
        }
        return settings;
    }

    private static @Nullable String value(Variables variables, String name) {
        var direct = blankToNull(variables.get(name));
        var file = SECRETS.contains(name) ? blankToNull(variables.get(name + "_FILE")) : null;
        if (direct != null && file != null) {
            throw new StartRefused("Both %1$s and %1$s_FILE are set: keep one of them.".formatted(name));
        }
        return file == null ? direct : content(name + "_FILE", Path.of(file));
    }

    private static String content(String name, Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StartRefused("%s names %s, which cannot be read.".formatted(name, file), e);
        }
    }

    private static Map<String, Object> defaults(String name) {
        var role = name.toLowerCase(Locale.ROOT);
        if (!ROLES.contains(role)) {
            throw new StartRefused("NUZANTARA_ROLE is '%s'; it must be all, agents or orchestrator.".formatted(name));
        }
        var orchestratorOnly = role.equals("orchestrator");
        return Map.of(
                "nuzantara.roles.agents",
                !orchestratorOnly,
                "nuzantara.roles.orchestrator",
                !role.equals("agents"),
                "nuzantara.role",
                role,
                "nuzantara.data-dir",
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

    /** Environment variables by name. */
    interface Variables {
        @Nullable
        String get(String name);
    }
}

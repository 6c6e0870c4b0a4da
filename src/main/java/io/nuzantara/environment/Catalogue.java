package io.nuzantara.environment;

import static io.nuzantara.environment.Variable.Group.COMMAND_LINE;
import static io.nuzantara.environment.Variable.Group.KEPT;
import static io.nuzantara.environment.Variable.Group.LAUNCHER;
import static io.nuzantara.environment.Variable.Group.NO_EFFECT;
import static io.nuzantara.environment.Variable.Group.OPEN_TELEMETRY;
import static io.nuzantara.environment.Variable.Group.OURS;

import io.nuzantara.environment.Variable.Group;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every variable there is, in the order people read about them. Translation, checks and the reference are made from this
 * list and from nothing else: a new variable is one entry.
 */
final class Catalogue {

    static final String ROLE = "NUZANTARA_ROLE";
    static final String DATABASE_URL = "DATABASE_URL";
    static final String MIGRATION_DATABASE_URL = "MIGRATION_DATABASE_URL";
    static final String AGENTS_URL = "BACKEND_RAG_URL";
    static final String SERVICE_TOKEN = "NUZANTARA_SERVICE_TOKEN";
    static final String DATA_DIRECTORY = "NUZANTARA_DATA_DIR";
    static final String LOG_FORMAT = "LOG_FORMAT";

    private static final String EMBEDDING = "EMBEDDING_";

    static final List<Variable> VARIABLES = List.of(
            kept(DATABASE_URL, "nuzantara.database-url", Format.DATABASE)
                    .asSecret()
                    .otherwise("embedded PostgreSQL in the data directory")
                    .means("`postgresql://user:password@host:5432/db?sslmode=...` or `jdbc:postgresql://...`;"
                            + " PostgreSQL 15 or newer"),
            kept(AGENTS_URL, "nuzantara.orchestrator.agents-url", Format.PROTECTED_ADDRESS)
                    .otherwise("role `all`: its own port; `orchestrator`: `http://localhost:8000`")
                    .means("where the orchestrator reaches the agents; plain http only to loopback, private ranges,"
                            + " `.internal` and cluster names"),
            kept("ENABLE_ORCHESTRATOR", "nuzantara.orchestrator.enabled", Format.SWITCH)
                    .otherwise("`true`")
                    .means("`false`: no cycle, neither by the hour nor by hand; `plan` still answers"),
            kept("ANTHROPIC_API_KEY", "nuzantara.llm.anthropic.api-key", Format.TEXT)
                    .asSecret()
                    .means("language models of Anthropic; without any key or address, rules do the work"
                            + " ([language models](explanation/language-models.md))"),
            kept("OPENROUTER_API_KEY", "nuzantara.llm.openrouter.api-key", Format.TEXT)
                    .asSecret()
                    .means("language models of OpenRouter"),
            kept("OPENAI_API_KEY", "nuzantara.llm.openai.api-key", Format.TEXT)
                    .asSecret()
                    .means("language models of OpenAI"),
            kept("SLACK_WEBHOOK_URL", "nuzantara.alert.slack-webhook-url", Format.WEB_ADDRESS)
                    .asSecret()
                    .otherwise("the log")
                    .means("where [alerts](how-to/alerts-on-slack.md) go"),
            kept("CRON_TIMEZONE", "nuzantara.zone", Format.ZONE)
                    .otherwise("`Asia/Makassar`")
                    .means("zone of the business: schedules, working hours, \"today\""),
            kept("PORT", "server.port", Format.PORT)
                    .otherwise("8000; 8080 in role `orchestrator`")
                    .means("port of the API and the pages"),
            ours(ROLE, "nuzantara.role", Format.oneOf("all", "agents", "orchestrator"))
                    .otherwise("`all`")
                    .means("`agents` (the agents and their API), `orchestrator` (the hourly cycle), `all`."
                            + " A split needs `DATABASE_URL`"),
            ours(DATA_DIRECTORY, "nuzantara.data-dir", Format.DIRECTORY)
                    .otherwise("`${XDG_DATA_HOME:-$HOME/.local/share}/nuzantara`")
                    .means("private directory (0700): embedded database, tokens, uploads, patches. One process at a"
                            + " time: two roles on one machine need two"),
            ours("SERVER_ADDRESS", "server.address", Format.NETWORK_ADDRESS)
                    .otherwise("`127.0.0.1`")
                    .means("another address needs `NUZANTARA_TRUSTED_PROXIES`; otherwise the service refuses to start"),
            ours("MANAGEMENT_PORT", "management.server.port", Format.PORT)
                    .otherwise("`PORT` + 1; 0 when `PORT` is 0")
                    .means("health and metrics on a port of their own"),
            ours("MANAGEMENT_ADDRESS", "management.server.address", Format.NETWORK_ADDRESS)
                    .otherwise("`127.0.0.1`")
                    .means("address of that port"),
            ours("NUZANTARA_METRICS_OPEN", "nuzantara.metrics-open", Format.SWITCH)
                    .otherwise("`false`")
                    .means("`true`: metrics need no token, for a private network; they hold no personal data"),
            ours("NUZANTARA_PUBLIC_URL", "nuzantara.public-url", Format.WEB_ADDRESS)
                    .means("under which address people reach the service: links in alerts, allowed `Host`"),
            ours("NUZANTARA_TRUSTED_PROXIES", "nuzantara.security.trusted-proxies", Format.TEXT)
                    .means("proxies that end TLS before the service; unlocks a `SERVER_ADDRESS` that is not loopback."
                            + " There is no `admin.token` then: the printed sign-in link is the way in"),
            ours("NUZANTARA_ALLOWED_HOSTS", "nuzantara.security.allowed-hosts", Format.TEXT)
                    .means("further names accepted in `Host`, such as `agents.internal` between split roles; any other"
                            + " name is answered 421"),
            ours(SERVICE_TOKEN, "nuzantara.security.service-token", Format.SERVICE_TOKEN)
                    .asSecret()
                    .otherwise("role `all`: made at each start")
                    .means("what the orchestrator shows to the agents; the same in both roles, at least 32 characters"),
            ours("NUZANTARA_PREVIOUS_SERVICE_TOKEN", "nuzantara.security.previous-service-token", Format.SERVICE_TOKEN)
                    .asSecret()
                    .means("the one before, which the agents accept as well, so that it is changed without a gap"),
            ours(MIGRATION_DATABASE_URL, "nuzantara.migration-database-url", Format.DATABASE)
                    .asSecret()
                    .otherwise("as `DATABASE_URL`")
                    .means("the same database as the role that owns the schema, so that the service itself needs no"
                            + " right to change it"),
            ours("ANTHROPIC_BASE_URL", "nuzantara.llm.anthropic.base-url", Format.PROTECTED_ADDRESS)
                    .otherwise("Anthropic's own")
                    .means("address instead of it; plain http only to loopback and private networks"),
            ours("OPENROUTER_BASE_URL", "nuzantara.llm.openrouter.base-url", Format.PROTECTED_ADDRESS)
                    .otherwise("OpenRouter's own")
                    .means("the same for OpenRouter"),
            ours("OPENAI_BASE_URL", "nuzantara.llm.openai.base-url", Format.PROTECTED_ADDRESS)
                    .otherwise("OpenAI's own")
                    .means("the same for OpenAI"),
            ours("NUZANTARA_LLM_BASE_URL", "nuzantara.llm.base-url", Format.PROTECTED_ADDRESS)
                    .means("your own server by OpenAI's protocol with its version, such as"
                            + " `http://localhost:11434/v1` (Ollama); comes before all providers"),
            ours("NUZANTARA_LLM_API_KEY", "nuzantara.llm.api-key", Format.TEXT)
                    .asSecret()
                    .means("key of that server, if it wants one"),
            ours("NUZANTARA_LLM_MODEL", "nuzantara.llm.model", Format.TEXT)
                    .otherwise("the provider's default; needed with `NUZANTARA_LLM_BASE_URL`")
                    .means("model of every purpose: `id`, or `provider:id` with `anthropic`, `openai`, `openrouter` or"
                            + " `compatible`"),
            ours(
                            "NUZANTARA_LLM_PROVIDER",
                            "nuzantara.llm.provider",
                            Format.oneOf("auto", "local", "anthropic", "openrouter", "openai", "compatible"))
                    .otherwise("`auto`")
                    .means("`local`: no model whatever keys there are; or the one provider to use"),
            ours("NUZANTARA_BACKUP_CRON", "nuzantara.backup.cron", Format.CRON)
                    .otherwise("`0 30 2 * * *` with the embedded database")
                    .means("when backups are made, in `CRON_TIMEZONE`; `-`: never"),
            ours("NUZANTARA_BACKUP_KEEP", "nuzantara.backup.keep", Format.COUNT)
                    .otherwise("7")
                    .means("how many backups `backups/` of the data directory keeps, 1 to 1000"),
            ours(LOG_FORMAT, "nuzantara.log-format", Format.oneOf("text", "json"))
                    .otherwise("`text` on a terminal, else `json`")
                    .means("log lines of `up`: for people, or JSON by the Elastic Common Schema; `demo` writes text"),
            open("OTEL_EXPORTER_OTLP_ENDPOINT")
                    .means("where traces go, such as `http://localhost:4318`; unset: nowhere"),
            open("OTEL_SERVICE_NAME").otherwise("`nuzantara`").means("name of the service in traces"),
            open("OTEL_RESOURCE_ATTRIBUTES").means("further facts about the process, `key=value,key=value`"),
            open("OTEL_TRACES_SAMPLER").means("which traces are kept"),
            open("OTEL_TRACES_SAMPLER_ARG").means("its argument, such as a share"),
            open("OTEL_SDK_DISABLED").otherwise("`false`").means("`true`: no traces at all"),
            commandLine("NUZANTARA_URL", Format.WEB_ADDRESS)
                    .otherwise("`service.url` of the data directory")
                    .means("the service that commands call"),
            commandLine("NUZANTARA_TOKEN", Format.TEXT)
                    .asSecret()
                    .otherwise("`admin.token` of the data directory")
                    .means("what they show to it"),
            launcher("NUZANTARA_JAVA_HOME").otherwise("`JAVA_HOME`, `PATH`").means("the JDK to use, 25 or newer"),
            launcher("NUZANTARA_NO_BUILD").means("`1`: never build before a start"),
            launcher("JAVA_OPTS").means("options of the JVM"),
            ignored("ENABLE_CRON", "agents start by their own schedules"),
            ignored("CRON_SELF_HEALING", "an execution continues by itself after a crash"),
            ignored("CRON_AUTO_TESTS", "tests are part of the build"),
            ignored("CRON_WEEKLY_PR", "the Conversation Trainer has its own schedule"),
            ignored("CRON_HEALTH_CHECK", "health is watched all the time"),
            ignored("CRON_DAILY_REPORT", "every cycle reports"),
            ignored("DEEPSEEK_API_KEY", "its models are reached over OPENROUTER_API_KEY or NUZANTARA_LLM_BASE_URL"),
            ignored("CHROMA_DB_PATH", "everything is in PostgreSQL"),
            ignored(EMBEDDING + "*", "embeddings are made inside the process; nuzantara.llm.embedding names another"),
            ignored("TWILIO_ACCOUNT_SID", "messages to clients are drafts and are not sent"),
            ignored("TWILIO_AUTH_TOKEN", "messages to clients are drafts and are not sent"),
            ignored("TWILIO_WHATSAPP_FROM", "messages to clients are drafts and are not sent"),
            ignored("TWILIO_WHATSAPP_NUMBER", "messages to clients are drafts and are not sent"),
            ignored("GITHUB_TOKEN", "no pull requests are opened"));

    private Catalogue() {}

    private static Variable kept(String name, String setting, Format format) {
        return Variable.of(KEPT, name, setting, format);
    }

    private static Variable ours(String name, String setting, Format format) {
        return Variable.of(OURS, name, setting, format);
    }

    private static Variable open(String name) {
        return Variable.of(OPEN_TELEMETRY, name, null, Format.TEXT);
    }

    private static Variable commandLine(String name, Format format) {
        return Variable.of(COMMAND_LINE, name, null, format);
    }

    private static Variable launcher(String name) {
        return Variable.of(LAUNCHER, name, null, Format.TEXT);
    }

    /** A name people may still set; the reason is the rest of a sentence. */
    private static Variable ignored(String name, String reason) {
        return Variable.of(NO_EFFECT, name, null, Format.TEXT).means(reason);
    }

    /** Those that become a setting of the service. */
    static Stream<Variable> effective() {
        return VARIABLES.stream().filter(variable -> variable.setting() != null);
    }

    static Stream<Variable> of(Group group) {
        return VARIABLES.stream().filter(variable -> variable.group() == group);
    }

    static Optional<Variable> named(String name) {
        return VARIABLES.stream()
                .filter(variable -> variable.name().equals(name)
                        || (variable.secret() && variable.fileName().equals(name))
                        || (name.startsWith(EMBEDDING) && variable.name().equals(EMBEDDING + "*")))
                .findFirst();
    }

    /** The variable behind a setting. */
    static Optional<Variable> behind(String setting) {
        return effective()
                .filter(variable -> setting.equals(variable.setting()))
                .findFirst();
    }
}

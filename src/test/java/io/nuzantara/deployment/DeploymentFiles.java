package io.nuzantara.deployment;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.toml.TomlMapper;

/** The files of the source tree that say how the program is deployed. */
public final class DeploymentFiles {

    /** Number of the image's user and group. */
    static final String USER = "10001";

    private static final List<String> FLY = List.of("agents", "orchestrator", "single");
    private static final JsonMapper JSON = new JsonMapper();
    private static final TomlMapper TOML = new TomlMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private DeploymentFiles() {}

    static Path path(String name) {
        return Path.of(name);
    }

    static String text(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode yaml(String text) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return JSON.valueToTree(new Yaml(new SafeConstructor(options)).load(text));
    }

    static JsonNode toml(String text) {
        return TOML.readTree(text);
    }

    /** What a document has that its schema does not allow, one sentence each. */
    static List<String> violations(String schema, JsonNode document) {
        return SCHEMAS
                .getSchema(JSON.readTree(text("src/test/resources/deployment/" + schema)))
                .validate(document)
                .stream()
                .map(Error::toString)
                .toList();
    }

    /** {@code 45s}, {@code 10m} or {@code 2h}. */
    static Duration duration(JsonNode text) {
        return Duration.parse("PT" + text.asString());
    }

    static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    static Map<String, String> texts(JsonNode object) {
        return object.propertyStream()
                .collect(Collectors.toMap(
                        Entry::getKey, entry -> entry.getValue().asString("")));
    }

    /** Every command of ours that these files start, by where it stands. */
    public static Map<String, List<String>> commands() {
        var commands = new TreeMap<String, List<String>>();
        commands.put(
                "Dockerfile", Dockerfile.parse(text("Dockerfile")).last("CMD").exec());
        commands.put(
                "deploy/fly/agents.toml",
                words(toml(text("deploy/fly/agents.toml"))
                        .at("/deploy/release_command")
                        .asString()));
        commands.put(
                "deploy/systemd/nuzantara.service",
                words(text("deploy/systemd/nuzantara.service").replaceAll("(?s).*-jar \\S+ ([^\n]*).*", "$1")));
        HelmChart.rendered("everything")
                .containers()
                .filter(container -> container.has("args"))
                .forEach(container -> commands.put(
                        "deploy/helm " + strings(container.path("args")), strings(container.path("args"))));
        return commands;
    }

    /** Every path of the service that something asks for its health, by where it stands. */
    public static Map<String, String> healthPaths() {
        var paths = new TreeMap<String, String>();
        for (var name : List.of("agents", "orchestrator")) {
            var test = yaml(text("compose.yaml")).path("services").path(name).at("/healthcheck/test");
            paths.put("compose.yaml " + name, strings(test).getLast());
        }
        for (var name : FLY) {
            var app = toml(text("deploy/fly/" + name + ".toml"));
            Stream.of(app.at("/http_service/checks/0/path"), app.at("/checks/ready/path"))
                    .filter(JsonNode::isString)
                    .forEach(path -> paths.put("deploy/fly/" + name + ".toml", path.asString()));
        }
        HelmChart.rendered("everything")
                .containers()
                .flatMap(container -> Stream.of("startupProbe", "readinessProbe", "livenessProbe")
                        .map(container::path)
                        .filter(JsonNode::isObject))
                .forEach(probe -> paths.put(
                        "deploy/helm " + probe, probe.at("/httpGet/path").asString()));
        return paths;
    }

    /** Every variable that is set for the program, with its value, by where it stands. */
    public static Map<String, Map<String, String>> variables() {
        var variables = new TreeMap<String, Map<String, String>>();
        variables.put(
                "Dockerfile", Dockerfile.parse(text("Dockerfile")).last("ENV").assignments());
        for (var name : List.of("agents", "orchestrator")) {
            variables.put(
                    "compose.yaml " + name,
                    texts(yaml(text("compose.yaml")).path("services").path(name).path("environment")));
        }
        for (var name : FLY) {
            variables.put(
                    "deploy/fly/" + name + ".toml",
                    texts(toml(text("deploy/fly/" + name + ".toml")).path("env")));
        }
        for (var values : HelmChartTests.SETS) {
            var manifests = HelmChart.rendered(values);
            manifests
                    .names("Deployment")
                    .forEach(name -> variables.put(values + ": " + name, manifests.variables(name)));
        }
        return variables;
    }

    private static List<String> words(String command) {
        return List.of(command.strip().split("\\s+"));
    }

    /** The version that is being built. */
    static String projectVersion() {
        var matcher = Pattern.compile("<artifactId>nuzantara</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(text("pom.xml"));
        if (!matcher.find()) {
            throw new IllegalArgumentException("pom.xml names no version");
        }
        return matcher.group(1);
    }

    /** A property of the build. */
    static String pom(String property) {
        var matcher = Pattern.compile("<%1$s>([^<]+)</%1$s>".formatted(Pattern.quote(property)))
                .matcher(text("pom.xml"));
        if (!matcher.find()) {
            throw new IllegalArgumentException("pom.xml has no property " + property);
        }
        return matcher.group(1);
    }
}

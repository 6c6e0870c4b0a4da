package io.nuzantara.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard and the alerts that come with the program. */
final class Observability {

    private static final Path DIRECTORY = Path.of("deploy/observability");

    private Observability() {}

    /** Everything that Prometheus is asked for. */
    static List<String> expressions() {
        return Stream.concat(
                        dashboard().findValuesAsString("expr").stream(),
                        rules().map(rule -> required(rule, "expr").toString()))
                .toList();
    }

    static JsonNode dashboard() {
        return JsonMapper.shared().readTree(read("grafana.json"));
    }

    /** The runbook of each alert. */
    static List<String> runbooks() {
        return rules().map(rule -> required(annotations(rule), "runbook_url").toString())
                .toList();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> annotations(Map<String, Object> rule) {
        return (Map<String, Object>) required(rule, "annotations");
    }

    @SuppressWarnings("unchecked")
    static Stream<Map<String, Object>> rules() {
        var file = new Yaml().<Map<String, List<Map<String, Object>>>>load(read("alerts.yaml"));
        return required(file, "groups").stream()
                .flatMap(group -> ((List<Map<String, Object>>) required(group, "rules")).stream());
    }

    private static <T> T required(Map<String, T> entry, String key) {
        return Objects.requireNonNull(entry.get(key), key);
    }

    private static String read(String file) {
        try {
            return Files.readString(DIRECTORY.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

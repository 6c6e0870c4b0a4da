package io.nuzantara.deployment;

import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our chart, rendered by Helm itself for the release {@code office} in the namespace {@code bali}. */
final class HelmChart {

    static final Path FOLDER = DeploymentFiles.path("deploy/helm/nuzantara");

    private static final Path VALUES = DeploymentFiles.path("src/test/resources/deployment/values");
    private static final String HOOK = "helm.sh/hook";
    private static final String SHOWN_HOOK = "shown-" + HOOK;
    private static final JsonMapper JSON = new JsonMapper();

    private HelmChart() {}

    /** The objects of one of our sets of values. The library leaves hooks out, so it is shown a chart without any. */
    static Manifests rendered(String values) {
        return manifests(template(WithoutHooks.FOLDER, file(values)).replace(SHOWN_HOOK, HOOK));
    }

    /** What Helm writes for values given as text; its refusal as an exception. */
    static String render(Path chart, String values) {
        try {
            var file = Files.createTempFile("values", ".yaml");
            try {
                return template(chart, Files.writeString(file, values));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String template(Path chart, Path values) {
        return new Helm(chart)
                .template()
                .withName("office")
                .withNamespace("bali")
                .withKubeVersion("1.33.0")
                .withValuesFile(values)
                .call();
    }

    /** What a person reads who has installed the chart. */
    static String notes(String values) {
        return new Helm(FOLDER)
                .install()
                .clientOnly()
                .dryRun()
                .withDryRunOption(DryRun.CLIENT)
                .withName("office")
                .withNamespace("bali")
                .withKubeVersion("1.33.0")
                .withValuesFile(file(values))
                .call()
                .getOutput();
    }

    private static Path file(String values) {
        return VALUES.resolve(values + ".yaml");
    }

    private static Manifests manifests(String text) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        var documents = new Yaml(new SafeConstructor(options)).loadAll(text);
        List<JsonNode> objects = StreamSupport.stream(documents.spliterator(), false)
                .filter(Objects::nonNull)
                .<JsonNode>map(JSON::valueToTree)
                .toList();
        return new Manifests(objects);
    }

    /** Copies the chart, what its links point at included. */
    static Path copy(Path target) {
        try (var files = Files.walk(FOLDER)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = target.resolve(FOLDER.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class WithoutHooks {

        private static final Path FOLDER = make();

        private static Path make() {
            try {
                var folder = copy(Files.createTempDirectory(Path.of("target"), "chart"));
                try (var templates = Files.walk(folder.resolve("templates"))) {
                    for (var template : templates.filter(Files::isRegularFile).toList()) {
                        Files.writeString(template, Files.readString(template).replace(HOOK, SHOWN_HOOK));
                    }
                }
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

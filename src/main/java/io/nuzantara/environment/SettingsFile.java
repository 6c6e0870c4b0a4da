package io.nuzantara.environment;

import io.nuzantara.database.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * {@code nuzantara.properties} in the data directory: settings by their names, which the environment overrides.
 *
 * @param settings none when there is no such file
 */
record SettingsFile(Map<String, Object> settings) {

    private static final String NAME = "nuzantara.properties";

    SettingsFile {
        settings = Map.copyOf(settings);
    }

    /**
     * Reads the file of a data directory.
     *
     * @throws StartRefused when it, or a value in it, cannot be read
     */
    static SettingsFile in(Path directory) {
        var file = directory.resolve(NAME);
        var settings = new LinkedHashMap<String, Object>();
        properties(file).forEach((name, value) -> {
            refuseWrong(file, name.toString(), value.toString().strip());
            if (!value.toString().isBlank()) {
                settings.put(name.toString(), value.toString().strip());
            }
        });
        return new SettingsFile(settings);
    }

    private static Properties properties(Path file) {
        var properties = new Properties();
        if (!Files.exists(file)) {
            return properties;
        }
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw new StartRefused("%s cannot be read: let this user read it, or remove it.".formatted(file), e);
        }
    }

    private static void refuseWrong(Path file, String name, String value) {
        Catalogue.named(name)
                .map(Variable::setting)
                .ifPresent(setting -> refuse(file, "it holds settings, so write %s for %s.".formatted(setting, name)));
        if (name.equals("nuzantara.data-dir")) {
            refuse(file, "it cannot say where it is itself: set NUZANTARA_DATA_DIR.");
        }
        Catalogue.behind(name)
                .filter(_ -> !value.isEmpty())
                .flatMap(variable -> variable.format().check().flaw(name, value))
                .ifPresent(flaw -> refuse(file, flaw));
    }

    private static void refuse(Path file, String why) {
        throw new StartRefused("%s cannot be used, %s".formatted(file, why));
    }
}

package io.nuzantara.environment;

import io.nuzantara.database.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.ConfigurableEnvironment;

/** A file of variables ({@code --env-file}): NAME=VALUE lines, # comments. */
final class VariablesFile {

    private VariablesFile() {}

    /** The variables of the process and, below them, those of {@code nuzantara.env-file}; an empty one is unset and hides nothing. */
    static Map<String, String> with(ConfigurableEnvironment environment) {
        var variables = new LinkedHashMap<String, String>();
        var file = environment.getProperty("nuzantara.env-file");
        if (file != null) {
            variables.putAll(read(Path.of(file)));
        }
        environment.getSystemEnvironment().forEach((name, value) -> {
            if (!value.toString().isBlank()) {
                variables.put(name, value.toString());
            }
        });
        return variables;
    }

    private static Map<String, String> read(Path file) {
        var variables = new LinkedHashMap<String, String>();
        lines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> add(variables, line, file));
        return variables;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new StartRefused("--env-file names %s, which cannot be read.".formatted(file), e);
        }
    }

    private static void add(Map<String, String> variables, String line, Path file) {
        var equals = line.indexOf('=');
        if (equals < 1) {
            throw new StartRefused("A line of %s is not NAME=VALUE; comments begin with #.".formatted(file));
        }
        variables.put(
                line.substring(0, equals).strip(),
                unquoted(line.substring(equals + 1).strip()));
    }

    private static String unquoted(String value) {
        var quoted = value.length() > 1
                && value.charAt(0) == value.charAt(value.length() - 1)
                && (value.charAt(0) == '"' || value.charAt(0) == '\'');
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}

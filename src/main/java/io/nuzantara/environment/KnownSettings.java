package io.nuzantara.environment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The settings behind the variables, from the metadata that Spring's annotation processor writes while compiling. Spring
 * itself reads {@code NUZANTARA_ENGINE_LANES} as {@code nuzantara.engine.lanes}, so such a name is no mistake.
 */
final class KnownSettings {

    private static final String METADATA = "/META-INF/spring-configuration-metadata.json";

    private KnownSettings() {}

    /** Whether Spring reads a setting of ours from the variable of this name. */
    static boolean isOne(String variable) {
        var wanted = letters(variable);
        return Catalogue.effective()
                        .map(Variable::setting)
                        .anyMatch(known -> known != null && letters(known).equals(wanted))
                || all().stream().anyMatch(setting -> fits(setting, wanted));
    }

    private static boolean fits(JsonNode setting, String wanted) {
        var name = letters(setting.path("name").asString());
        var type = setting.path("type").asString("");
        var hasMembers = type.startsWith("java.util.Map") || type.startsWith("java.util.List");
        return name.equals(wanted) || (hasMembers && wanted.startsWith(name));
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** All there are, each with {@code name}, {@code type}, {@code description} and, where it has one, {@code defaultValue}. */
    static List<JsonNode> all() {
        try (InputStream metadata = KnownSettings.class.getResourceAsStream(METADATA)) {
            var settings = new ArrayList<JsonNode>();
            if (metadata == null) {
                return settings;
            }
            JsonMapper.shared().readTree(metadata).path("properties").forEach(settings::add);
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

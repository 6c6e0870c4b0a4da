package io.nuzantara.environment;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;

/** How a person knows a setting: by the variable it was written in, else by its own name. */
public final class SettingName {

    private SettingName() {}

    /**
     * The name to tell.
     *
     * @param setting in Spring's form, such as {@code server.port}
     * @param origin where its value comes from
     */
    public static String told(String setting, @Nullable Origin origin) {
        return origin instanceof PropertySourceOrigin known ? told(setting, known) : setting;
    }

    private static String told(String setting, PropertySourceOrigin origin) {
        return switch (origin.getPropertySource().getName()) {
            case NuzantaraEnvironment.VARIABLES -> origin.getPropertyName();
            case NuzantaraEnvironment.TRANSLATED ->
                Catalogue.behind(origin.getPropertyName()).map(Variable::name).orElse(setting);
            default -> setting;
        };
    }
}

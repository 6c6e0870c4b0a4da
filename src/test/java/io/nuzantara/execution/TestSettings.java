package io.nuzantara.execution;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The engine's settings as they are when nobody sets one. */
final class TestSettings {

    private TestSettings() {}

    static EngineSettings engine() {
        return new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("nuzantara.engine", EngineSettings.class);
    }
}

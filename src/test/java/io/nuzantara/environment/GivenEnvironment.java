package io.nuzantara.environment;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The environment of a service that was given some variables and options, and nothing of this machine's. */
final class GivenEnvironment {

    private GivenEnvironment() {}

    static ConfigurableEnvironment of(Path data, Map<String, String> variables, Map<String, Object> options) {
        var all = new HashMap<String, Object>(variables);
        all.putIfAbsent("NUZANTARA_DATA_DIR", data.toString());
        var environment = new StandardEnvironment() {
            @Override
            public Map<String, Object> getSystemEnvironment() {
                return all;
            }
        };
        environment.getPropertySources().addFirst(new MapPropertySource("commandLineArgs", options));
        new NuzantaraEnvironment(log -> log.get()).postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}

package io.nuzantara.cli;

import java.util.List;
import java.util.function.Function;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/** The settings as the service would read them, without a service. */
final class ServiceSettings {

    private ServiceSettings() {}

    /** What Spring starts: nothing but settings. */
    static class Nothing {}

    /**
     * Reads them for some work.
     *
     * @param settings settings that win over the environment, each {@code --name=value}
     * @throws io.nuzantara.database.StartRefused with one sentence, when they cannot be read
     */
    static <T> T read(List<String> settings, Function<ConfigurableEnvironment, T> work) {
        var spring = new SpringApplication(Nothing.class);
        spring.setWebApplicationType(WebApplicationType.NONE);
        spring.setLogStartupInfo(false);
        spring.setRegisterShutdownHook(false);
        try (var context = started(spring, settings)) {
            return work.apply(context.getEnvironment());
        }
    }

    private static ConfigurableApplicationContext started(SpringApplication spring, List<String> settings) {
        try {
            return spring.run(settings.toArray(String[]::new));
        } catch (RuntimeException e) {
            throw StartFailures.refusal(e);
        }
    }
}

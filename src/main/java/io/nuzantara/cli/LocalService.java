package io.nuzantara.cli;

import io.nuzantara.database.DataDirectory;
import io.nuzantara.database.DatabaseUrl;
import io.nuzantara.llm.LanguageModel;
import io.nuzantara.llm.ModelName;
import io.nuzantara.llm.Purpose;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** The service running in this process. */
final class LocalService implements AutoCloseable {

    private static final String URL_FILE = "service.url";
    private static final int LOOKS = 300;
    /** Spring's own report of a refused start would stand beside our one sentence. */
    private static final Map<String, Object> QUIET_REFUSAL = Map.of(
            "logging.level.org.springframework.boot.web.server.servlet.context",
            "error",
            "logging.level.org.springframework.boot.tomcat.servlet",
            "off",
            "logging.level.org.springframework.context.annotation",
            "error");

    private final ConfigurableApplicationContext context;
    private final StopSignal signal;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private LocalService(ConfigurableApplicationContext context, StopSignal signal) {
        this.context = context;
        this.signal = signal;
    }

    /**
     * Starts the service and waits until it answers.
     *
     * @param application the class Spring starts from
     * @param settings settings that win over the environment, each {@code --name=value}
     * @param logs how log lines are written when nothing else says it
     * @throws io.nuzantara.database.StartRefused with one sentence, when it cannot start
     */
    static LocalService start(Class<?> application, List<String> settings, Logs logs) {
        var spring = spring(application, logs);
        spring.addListeners(new PortCheck());
        var signal = StopSignal.heededBy(spring);
        try {
            var service = new LocalService(spring.run(settings.toArray(String[]::new)), signal);
            service.announce();
            return service;
        } catch (RuntimeException e) {
            signal.forget();
            throw StartFailures.refusal(e);
        } finally {
            signal.startEnded();
        }
    }

    /** Brings the database up to date and ends; nothing is served or scheduled. */
    static void migrate(List<String> settings, Logs logs) {
        var spring = spring(Migrations.class, logs);
        spring.setWebApplicationType(WebApplicationType.NONE);
        var signal = StopSignal.heededBy(spring);
        try {
            spring.run(settings.toArray(String[]::new)).close();
        } catch (RuntimeException e) {
            throw StartFailures.refusal(e);
        } finally {
            signal.startEnded();
            signal.forget();
        }
    }

    private static SpringApplication spring(Class<?> application, Logs logs) {
        var defaults = new HashMap<>(QUIET_REFUSAL);
        defaults.put("nuzantara.log-format", logs.name().toLowerCase(Locale.ROOT));
        var spring = new SpringApplication(application);
        spring.setLogStartupInfo(false);
        spring.setDefaultProperties(defaults);
        return spring;
    }

    private void announce() {
        context.addApplicationListener(this::onClose);
        awaitReady();
        context.getBean(DataDirectory.class).writePrivate(URL_FILE, url().toString());
    }

    private void onClose(ApplicationEvent event) {
        if (event instanceof ContextClosedEvent closed && context.equals(closed.getApplicationContext())) {
            context.getBean(DataDirectory.class).delete(URL_FILE);
            stopped.countDown();
        }
    }

    private void awaitReady() {
        var request = HttpRequest.newBuilder(url().resolve("/readyz"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            for (var look = 0; look < LOOKS; look++) {
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
                Thread.sleep(Duration.ofMillis(100));
            }
        } catch (IOException e) {
            throw stop(new IllegalStateException("the service does not answer on " + url(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stop(new IllegalStateException("the start was interrupted", e));
        }
        throw stop(new IllegalStateException(url().resolve("/readyz") + " did not become 200 within 30 seconds"));
    }

    private RuntimeException stop(RuntimeException failure) {
        context.close();
        return failure;
    }

    /** Where the service answers, as seen from this machine. */
    URI url() {
        var address = bind();
        var host = address.isAnyLocalAddress() ? "127.0.0.1" : hostOf(address);
        return URI.create("http://" + host + ":" + setting("local.server.port"));
    }

    private static String hostOf(InetAddress address) {
        var host = address.getHostAddress();
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private InetAddress bind() {
        try {
            return InetAddress.getByName(setting("server.address"));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A bean of the running service. */
    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Calls this service over HTTP as the person who started it. */
    ServiceClient client() {
        var token = bean(DataDirectory.class).read("admin.token").orElse(null);
        var hints = new ServiceClient.Hints("Start it again: ./nuzantara demo", ServiceClient.Hints.NAME_A_TOKEN);
        return new ServiceClient(url(), token, Duration.ofSeconds(60), hints);
    }

    /** What a person wants to know first, one line for each. */
    List<Fact> facts() {
        var scope = bind().isLoopbackAddress() ? ", this machine only" : ", bound to " + setting("server.address");
        return List.of(
                new Fact("address", "Address", url() + scope),
                new Fact("role", "Role", setting("nuzantara.role")),
                new Fact("database", "Database", database()),
                new Fact("language_model", "Language model", languageModel()),
                new Fact("sending", "Sending", "dry run"));
    }

    private String database() {
        var external = context.getEnvironment().getProperty("nuzantara.database-url");
        return external == null || external.equals("false")
                ? "embedded PostgreSQL in " + bean(DataDirectory.class).root()
                : DatabaseUrl.parse(external).toString();
    }

    private String languageModel() {
        return bean(LanguageModel.class)
                .model(Purpose.DECISION)
                .map(ModelName::toString)
                .orElse("local rules");
    }

    private String setting(String name) {
        return context.getEnvironment().getRequiredProperty(name);
    }

    /** Returns when the service has been stopped. */
    void awaitStop() {
        try {
            stopped.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        context.close();
        signal.forget();
    }

    /** How log lines are written. */
    enum Logs {
        TEXT,
        JSON;

        /** Text for people, JSON for what collects the lines of a service nobody looks at. */
        static Logs seenBy(Surroundings surroundings) {
            return surroundings.terminal() ? TEXT : JSON;
        }
    }

    /** One thing to know about the running service: its name in JSON, its name for people, its value. */
    record Fact(String key, String name, String value) {}
}

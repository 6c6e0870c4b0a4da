package io.nuzantara.readiness.check;

import io.nuzantara.database.DatabaseLook;
import io.nuzantara.database.DatabaseReach;
import io.nuzantara.database.TestDatabase;
import io.nuzantara.llm.AccessQuestion;
import io.nuzantara.llm.SpendingView;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** A site on which everything is as it should be, until a test breaks one thing. */
final class TestSite {

    /** Longest wait for somebody who will answer, on a busy machine too. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Longest wait for somebody who will never answer. */
    static final Duration SHORT = Duration.ofSeconds(1);

    private final MockEnvironment settings = new MockEnvironment();
    private Machine machine = TestMachine.good();
    private DatabaseLook database = () -> new DatabaseReach.Asleep("No database in this test.");
    private Clock clock = Clock.systemUTC();
    private Profile profile = Profile.LOCAL;
    private @Nullable URI address;
    private @Nullable String token;
    private boolean thisProcess;
    private SpendingView.@Nullable Today today;
    private Duration patience = PATIENCE;

    TestSite(Path data) {
        with("nuzantara.data-dir", data.toString())
                .with("nuzantara.zone", "Asia/Makassar")
                .with("nuzantara.role", "all")
                .with("server.address", "127.0.0.1");
    }

    TestSite with(String setting, String value) {
        settings.setProperty(setting, value);
        return this;
    }

    /** As the environment of a process. */
    TestSite variables(Map<String, String> variables) {
        var name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        settings.getPropertySources().addLast(new SystemEnvironmentPropertySource(name, Map.copyOf(variables)));
        return this;
    }

    TestSite on(Machine other) {
        machine = other;
        return this;
    }

    TestSite production() {
        profile = Profile.PRODUCTION;
        return this;
    }

    TestSite at(Clock other) {
        clock = other;
        return this;
    }

    TestSite with(TestDatabase open) {
        return with(() -> new DatabaseReach.Open(open.dataSource(), open.app(), false));
    }

    TestSite with(DatabaseLook look) {
        database = look;
        return this;
    }

    TestSite impatient() {
        patience = SHORT;
        return this;
    }

    /** The database as a command beside the service sees it. */
    TestSite withDatabaseUrl(String url) {
        with("nuzantara.database-url", url);
        return with(DatabaseLook.beside(settings, patience));
    }

    TestSite served(URI service, String serviceToken) {
        address = service;
        token = serviceToken;
        return this;
    }

    TestSite inTheService() {
        thisProcess = true;
        return this;
    }

    TestSite spent(SpendingView.Today money) {
        today = money;
        return this;
    }

    Site site() {
        return new Site(
                settings,
                profile,
                database,
                machine,
                new Service(Optional.ofNullable(address), Optional.ofNullable(token), thisProcess),
                new AccessQuestion(settings, patience, clock),
                () -> Optional.ofNullable(today),
                JsonMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .build(),
                patience,
                clock);
    }

    private record Service(Optional<URI> address, Optional<String> token, boolean isThisProcess)
            implements OwnAddress {}
}

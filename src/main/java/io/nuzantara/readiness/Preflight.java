package io.nuzantara.readiness;

import io.nuzantara.database.DataDirectory;
import io.nuzantara.database.DatabaseLook;
import io.nuzantara.database.DatabaseReach;
import io.nuzantara.llm.AccessQuestion;
import io.nuzantara.readiness.check.Checks;
import io.nuzantara.readiness.check.Profile;
import io.nuzantara.readiness.check.Round;
import io.nuzantara.readiness.check.Site;
import io.nuzantara.readiness.check.ThisMachine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The readiness matrix without a service: nothing is started, migrated or posted. */
public final class Preflight {

    private static final Duration EACH = Duration.ofSeconds(5);
    private static final Duration ALL = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ConfigurableEnvironment settings;
    private final Clock clock;

    /** @param settings as the service would read them */
    public Preflight(ConfigurableEnvironment settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Looks once.
     *
     * @param profile how strict to be; null = as the place where this runs wants it
     * @param beforeUpgrade whether this program is about to replace an older one on the same database
     */
    public ReadinessView look(@Nullable Profile profile, boolean beforeUpgrade) {
        var site = site(profile);
        var checks = beforeUpgrade ? Checks.beforeUpgrade(site) : Checks.of(site);
        var found = new Round(checks, EACH, ALL).look();
        var now = clock.instant();
        return ReadinessView.of(site.profile(), found, Places.since(site, true).of(found, now), now);
    }

    private Site site(@Nullable Profile profile) {
        var data = new DataDirectory(Path.of(settings.getRequiredProperty("nuzantara.data-dir")));
        return new Site(
                settings,
                profile == null ? Profile.of(settings) : profile,
                once(DatabaseLook.beside(settings, PATIENCE)),
                new ThisMachine(),
                new AddressBeside(settings, data),
                new AccessQuestion(settings, PATIENCE, clock),
                Optional::empty,
                JsonMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .build(),
                PATIENCE,
                clock);
    }

    /** A database that does not answer is waited for once, not by every check. */
    private static DatabaseLook once(DatabaseLook look) {
        return new DatabaseLook() {
            private @Nullable DatabaseReach seen;

            @Override
            public synchronized DatabaseReach now() {
                if (seen == null) {
                    seen = look.now();
                }
                return seen;
            }
        };
    }
}

package io.nuzantara.readiness;

import io.micrometer.core.instrument.MeterRegistry;
import io.nuzantara.database.DatabaseLook;
import io.nuzantara.llm.AccessQuestion;
import io.nuzantara.llm.Spending;
import io.nuzantara.llm.SpendingView;
import io.nuzantara.readiness.check.Checks;
import io.nuzantara.readiness.check.Profile;
import io.nuzantara.readiness.check.Round;
import io.nuzantara.readiness.check.Site;
import io.nuzantara.readiness.check.ThisMachine;
import io.nuzantara.security.ServiceToken;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.json.JsonMapper;

/** The matrix of a running service. */
@Configuration(proxyBeanMethods = false)
class ReadinessConfiguration {

    private static final Logger log = LoggerFactory.getLogger(ReadinessConfiguration.class);

    @Bean
    ReadinessMatrix readinessMatrix(
            ConfigurableEnvironment settings,
            ReadinessSettings limits,
            DatabaseLook database,
            ServiceToken token,
            Spending spending,
            JsonMapper json,
            MeterRegistry registry,
            Clock clock) {
        var patience = limits.each().multipliedBy(3).dividedBy(5);
        var site = new Site(
                settings,
                Profile.of(settings),
                database,
                new ThisMachine(),
                new AddressHere(settings, token),
                new AccessQuestion(settings, patience, clock),
                () -> today(spending),
                json,
                patience,
                clock);
        var round = new Round(Checks.of(site), limits.each(), limits.all());
        return new ReadinessMatrix(round, site.profile(), Places.since(site, false), registry, clock);
    }

    /** While the database is away, what money was spent is not known. */
    private static Optional<SpendingView.Today> today(Spending spending) {
        try {
            return Optional.of(spending.today());
        } catch (DataAccessException e) {
            log.debug("The money of the day cannot be read", e);
            return Optional.empty();
        }
    }
}

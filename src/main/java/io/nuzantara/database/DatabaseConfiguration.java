package io.nuzantara.database;

import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The connections of the service: to the embedded server, or to {@code DATABASE_URL}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    NodeName nodeName() {
        return NodeName.ofThisProcess();
    }

    @Bean(destroyMethod = "close")
    DataDirectory dataDirectory(DatabaseSettings settings) {
        return new DataDirectory(settings.dataDir()).locked();
    }

    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    Pool dataSource(Connected connections, Availability availability) {
        return new Pool(connections.url(), availability);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Probe databaseProbe(Connected connections, Availability availability) {
        return new Probe(connections.url(), availability);
    }

    @Bean
    PatientMigrations flywayMigrationStrategy() {
        return new PatientMigrations(() -> Thread.sleep(Duration.ofSeconds(5)));
    }

    @Bean
    Backups backups(DataSource dataSource, Clock clock) {
        return new Backups(JdbcClient.create(dataSource), clock);
    }

    /** Takes the place of Spring Boot's indicator of the same name. */
    @Bean
    DatabaseHealth dbHealthIndicator(Availability availability) {
        return new DatabaseHealth(availability);
    }

    /** The embedded server; stopped after everything that depends on its connections. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "nuzantara.database-url", matchIfMissing = true, havingValue = "false")
    static class Embedded {

        @Bean(destroyMethod = "close")
        EmbeddedServer embeddedServer(DataDirectory data) {
            return EmbeddedServer.start(data);
        }

        @Bean
        AbandonedTasks abandonedTasks(DataSource dataSource) {
            return new AbandonedTasks(dataSource);
        }

        @Bean
        Connected jdbcConnectionDetails(EmbeddedServer server) {
            return new Connected(server.app());
        }

        @Bean
        Migrating flywayConnectionDetails(EmbeddedServer server) {
            return new Migrating(server.owner().forLongWork("nuzantara"));
        }
    }

    /** An external server. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("nuzantara.database-url")
    static class External {

        @Bean
        Connected jdbcConnectionDetails(DatabaseSettings settings) {
            return new Connected(ExternalServer.reachable("DATABASE_URL", settings.databaseUrl()));
        }

        @Bean
        Migrating flywayConnectionDetails(DatabaseSettings settings) {
            var url = settings.migrationDatabaseUrl();
            var owner = url == null
                    ? ExternalServer.reachable("DATABASE_URL", settings.databaseUrl())
                    : ExternalServer.reachable("MIGRATION_DATABASE_URL", url);
            return new Migrating(owner.forLongWork("nuzantara"));
        }
    }

    record Connected(DatabaseUrl url) implements JdbcConnectionDetails {
        @Override
        public @Nullable String getUsername() {
            return url.user();
        }

        @Override
        public @Nullable String getPassword() {
            return url.password();
        }

        @Override
        public String getJdbcUrl() {
            return url.jdbcUrl();
        }
    }

    record Migrating(DatabaseUrl url) implements FlywayConnectionDetails {
        @Override
        public @Nullable String getUsername() {
            return url.user();
        }

        @Override
        public @Nullable String getPassword() {
            return url.password();
        }

        @Override
        public String getJdbcUrl() {
            return url.jdbcUrl();
        }
    }
}

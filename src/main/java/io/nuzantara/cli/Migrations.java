package io.nuzantara.cli;

import io.nuzantara.database.DataDirectory;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;

/** The database and its migrations alone: nothing is served, scheduled or signed in. */
@ComponentScan(basePackageClasses = DataDirectory.class)
@ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
class Migrations {}

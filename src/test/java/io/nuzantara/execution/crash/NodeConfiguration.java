package io.nuzantara.execution.crash;

import com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nuzantara.build.Build;
import io.nuzantara.trace.Traces;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a node consists of: the beans of the engine and of the database, and agents for tests. */
@ImportAutoConfiguration({
    AopAutoConfiguration.class,
    ConfigurationPropertiesAutoConfiguration.class,
    LifecycleAutoConfiguration.class,
    PropertyPlaceholderAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    TaskSchedulingAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    DbSchedulerAutoConfiguration.class
})
@ComponentScan(
        basePackages = {"io.nuzantara.execution", "io.nuzantara.database"},
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
        excludeFilters = {
            @Filter(type = FilterType.ANNOTATION, classes = TestConfiguration.class),
            @Filter(type = FilterType.REGEX, pattern = "io\\.nuzantara\\.(execution|database)\\.web\\..*")
        })
@ComponentScan(
        basePackages = "io.nuzantara.security",
        useDefaultFilters = false,
        includeFilters =
                @Filter(
                        type = FilterType.REGEX,
                        pattern = "io\\.nuzantara\\.security\\.(SwitchConfiguration|StopFile)"))
@ConfigurationPropertiesScan({"io.nuzantara.execution", "io.nuzantara.database"})
class NodeConfiguration {

    @Bean
    MeterRegistry meterRegistry() {
        return new SimpleMeterRegistry();
    }

    @Bean
    Build build() {
        return Build.ofThisProgram();
    }

    @Bean
    Traces traces() {
        return Traces.none();
    }

    @Bean
    Outside outside(Environment environment) {
        return new Outside(
                environment.getRequiredProperty("probe.port", Integer.class),
                environment.getRequiredProperty("probe.node"));
    }

    @Bean
    StepsProbe stepsProbe(Outside outside, JdbcClient jdbc) {
        return new StepsProbe(outside, jdbc);
    }

    @Bean
    ItemsProbe itemsProbe(Outside outside, JdbcClient jdbc) {
        return new ItemsProbe(outside, jdbc);
    }

    @Bean
    ApprovalProbe approvalProbe(Outside outside) {
        return new ApprovalProbe(outside);
    }

    @Bean
    CronProbe cronProbe(Outside outside, Environment environment) {
        return new CronProbe(outside, environment.getProperty("probe.cron", ""));
    }
}

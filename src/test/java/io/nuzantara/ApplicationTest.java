package io.nuzantara;

import io.nuzantara.execution.ProbeAgent;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/**
 * A test of the whole application on a random port. All such tests share one context and one database: use rows of your
 * own and never count all of them.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = Application.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "nuzantara.orchestrator.enabled=false",
            "nuzantara.engine.schedules=false",
            "nuzantara.readiness.each=60s",
            "nuzantara.readiness.all=90s"
        })
@Import(ProbeAgent.Configuration.class)
public @interface ApplicationTest {}

package io.nuzantara;

import io.nuzantara.cli.Nuzantara;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** The program: the service, and the commands that talk to a running one. */
@SpringBootApplication(
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
        exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
public class Application {

    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

    public static void main(String[] args) {
        setCarriers();
        System.exit(new Nuzantara(Application.class).run(args));
    }

    /**
     * Lets virtual threads run on 64 threads of the system, unless the command line says another number. With one for each of two
     * processors requests would wait for whatever computes, and none at all would go on once as many wait for a class to be loaded: a
     * virtual thread that does so keeps its carrier. To be called before there is any virtual thread.
     */
    public static void setCarriers() {
        if (System.getProperty(CARRIERS) == null) {
            System.setProperty(CARRIERS, "64");
        }
    }
}

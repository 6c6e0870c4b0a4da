package io.nuzantara.build;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one {@link Build} that all parts of the service tell. */
@Configuration(proxyBeanMethods = false)
class BuildConfiguration {

    @Bean
    Build build() {
        return Build.ofThisProgram();
    }
}

package io.nuzantara.security.web;

import static org.springframework.security.config.Customizer.withDefaults;

import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.PathPatternRequestMatcherBuilderFactoryBean;
import org.springframework.security.web.context.request.async.WebAsyncManagerIntegrationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;

/**
 * What every chain begins with: the filters that Spring Security begins a chain with, but without its search for beans that customize
 * them. We have none, and the search went through all beans for each of some thirty settings and each chain: 8 % of the CPU of a start.
 */
@Configuration(proxyBeanMethods = false)
class HttpSecurityDefaults {

    /** What {@link Chains} gets in place of Spring Security's own, new for each chain; a test holds the filters of both equal. */
    @Bean
    @Primary
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    static HttpSecurity http(
            ApplicationContext context,
            ObjectPostProcessor<Object> postProcessor,
            PathPatternRequestMatcher.Builder matchers)
            throws Exception {
        return new HttpSecurity(
                        postProcessor, new AuthenticationManagerBuilder(postProcessor), shared(context, matchers))
                .csrf(withDefaults())
                .addFilter(new WebAsyncManagerIntegrationFilter())
                .exceptionHandling(withDefaults())
                .headers(withDefaults())
                .sessionManagement(withDefaults())
                .securityContext(withDefaults())
                .requestCache(withDefaults())
                .anonymous(withDefaults())
                .servletApi(withDefaults())
                .logout(withDefaults());
    }

    /** Paths are read as Spring MVC reads them. */
    @Bean
    static PathPatternRequestMatcherBuilderFactoryBean matchers() {
        return new PathPatternRequestMatcherBuilderFactoryBean();
    }

    private static Map<Class<?>, Object> shared(
            ApplicationContext context, PathPatternRequestMatcher.Builder matchers) {
        var shared = new HashMap<Class<?>, Object>();
        shared.put(ApplicationContext.class, context);
        shared.put(ContentNegotiationStrategy.class, new HeaderContentNegotiationStrategy());
        shared.put(PathPatternRequestMatcher.Builder.class, matchers);
        return shared;
    }
}

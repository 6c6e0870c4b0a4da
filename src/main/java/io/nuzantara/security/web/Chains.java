package io.nuzantara.security.web;

import io.nuzantara.http.OpenPaths;
import io.nuzantara.security.Exposure;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.stream.Stream;
import org.springframework.boot.actuate.info.InfoEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;

/** One filter chain for each kind of caller; the first that matches decides, and what none allows is refused. */
@Configuration(proxyBeanMethods = false)
class Chains {

    private static final String MANAGEMENT = "/actuator/**";
    private static final String[] MACHINES = {"/api/**", "/mcp"};
    private static final String[] PROBES = OpenPaths.PROBES.toArray(String[]::new);
    private static final String[] ANONYMOUS = Stream.concat(
                    Stream.of("/login", "/sign-in", "/help/**"),
                    OpenPaths.FILES.stream().map(folder -> folder + "**"))
            .toArray(String[]::new);
    private static final DispatcherType[] CONTINUED = {
        DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC
    };
    private static final String CONTENT_SECURITY_POLICY = """
            default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
            form-action 'self'; frame-ancestors 'none'; base-uri 'none'""";

    private final Refused refused;

    Chains(Refused refused) {
        this.refused = refused;
    }

    /** Neither figures nor spans of single filters: there are many of them in each request, and nobody looks at them. */
    @Bean
    static SecurityObservationSettings unobserved() {
        return SecurityObservationSettings.noObservations();
    }

    /** The management port: health without details for everybody, metrics and the build for those who may read them. */
    @Bean
    @Order(1)
    SecurityFilterChain management(
            HttpSecurity http, MetricsCallers callers, ProblemWriter problems, MetricsReaders readers)
            throws Exception {
        stateless(http.securityMatcher(MANAGEMENT));
        return http.addFilterBefore(new BearerFilter(callers::of, problems), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(EndpointRequest.to(HealthEndpoint.class))
                        .permitAll()
                        .requestMatchers(EndpointRequest.to(InfoEndpoint.class, PrometheusScrapeEndpoint.class))
                        .access(readers.rule())
                        .anyRequest()
                        .denyAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain probes(HttpSecurity http) throws Exception {
        stateless(http.securityMatcher(PROBES));
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(CONTINUED)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain machines(
            HttpSecurity http, BearerFilter.Authentications authentications, ProblemWriter problems) throws Exception {
        stateless(http.securityMatcher(MACHINES));
        return http.addFilterBefore(new BearerFilter(authentications::of, problems), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(CONTINUED)
                        .permitAll()
                        .requestMatchers(MACHINES)
                        .authenticated()
                        .anyRequest()
                        .denyAll())
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain people(
            HttpSecurity http, Exposure exposure, ProblemWriter problems, SessionCookie cookie, Clock clock)
            throws Exception {
        headers(http);
        return http.formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(refused::signIn).accessDeniedHandler(refused::forbidden))
                .addFilterBefore(new SessionAge(clock), SecurityContextHolderFilter.class)
                .addFilterBefore(new OriginFilter(exposure, problems), CsrfFilter.class)
                .logout(logout -> logout.logoutUrl("/logout")
                        .logoutSuccessUrl("/login?signed-out")
                        .deleteCookies(cookie.name()))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(CONTINUED)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, ANONYMOUS)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    private void stateless(HttpSecurity http) throws Exception {
        headers(http);
        http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(refused::unauthenticated)
                        .accessDeniedHandler(refused::forbidden));
    }

    private static void headers(HttpSecurity http) throws Exception {
        http.headers(
                headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                        .permissionsPolicyHeader(policy -> policy.policy("camera=(), microphone=(), geolocation=()")));
    }
}

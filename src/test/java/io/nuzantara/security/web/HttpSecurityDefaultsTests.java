package io.nuzantara.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.ApplicationTest;
import jakarta.servlet.Filter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.authentication.configuration.AuthenticationConfiguration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Ours against the one of Spring Security, which stays in the context beside it. */
@ApplicationTest
class HttpSecurityDefaultsTests {

    private static final String SPRINGS =
            "org.springframework.security.config.annotation.web.configuration.HttpSecurityConfiguration.httpSecurity";

    @Autowired
    ApplicationContext context;

    @Autowired
    HttpSecurity ours;

    @Autowired
    @Qualifier(SPRINGS)
    HttpSecurity springs;

    @Test
    void theFiltersAreThoseOfSpringSecurity() throws Exception {
        assertThat(filters(ours.build())).isNotEmpty().isEqualTo(filters(springs.build()));
    }

    @Test
    void callersAreAuthenticatedByTheSameProviders() throws Exception {
        ours.build();
        springs.build();

        assertThat(providers(ours)).isNotEmpty().isEqualTo(providers(springs));
    }

    /** Ours would not ask it: callers are known by their tokens and sessions. */
    @Test
    void thereIsNoGlobalAuthenticationManager() throws Exception {
        assertThat(context.getBean(AuthenticationConfiguration.class).getAuthenticationManager())
                .isNull();
    }

    @Test
    void pathsAreMatchedAlike() {
        assertThat(matcher(ours)).isEqualTo(matcher(springs));
    }

    /** The only one of the two that was made with the context's builder of matchers. */
    @Test
    void whoAsksForOneGetsOurs() {
        var builder = context.getBean(PathPatternRequestMatcher.Builder.class);

        assertThat(List.of(ours, context.getBean(HttpSecurity.class)))
                .doesNotHaveDuplicates()
                .allSatisfy(http -> assertThat(http.getSharedObject(PathPatternRequestMatcher.Builder.class))
                        .isSameAs(builder));
        assertThat(springs.getSharedObject(PathPatternRequestMatcher.Builder.class))
                .isNotSameAs(builder);
    }

    /** Nobody would apply one: who adds one has to add the search for it again. */
    @Test
    void noBeanCustomizesChains() {
        assertThat(context.getBeanNamesForType(ResolvableType.forRawClass(Customizer.class)))
                .isEmpty();
    }

    private static PathPatternRequestMatcher matcher(HttpSecurity http) {
        return http.getSharedObject(PathPatternRequestMatcher.Builder.class).matcher("/api/**");
    }

    private static List<? extends Class<?>> providers(HttpSecurity http) {
        return ((ProviderManager) http.getSharedObject(AuthenticationManager.class))
                .getProviders().stream().map(Object::getClass).toList();
    }

    private static List<? extends Class<? extends Filter>> filters(DefaultSecurityFilterChain chain) {
        return chain.getFilters().stream().map(Filter::getClass).toList();
    }
}

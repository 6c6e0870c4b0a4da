package io.nuzantara.security.web;

import io.nuzantara.security.Caller;
import io.nuzantara.security.ServiceToken;
import io.nuzantara.security.Tokens;
import io.nuzantara.security.shedding.KnownTokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who calls the API: by the token in the Authorization header and by nothing else. */
class BearerFilter extends OncePerRequestFilter {

    private static final String SCHEME = "bearer ";

    private final Function<String, Optional<Caller>> callers;
    private final ProblemWriter problems;

    /** @param callers whose token it is; empty when it is nobody's */
    BearerFilter(Function<String, Optional<Caller>> callers, ProblemWriter problems) {
        this.callers = callers;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var token = token(request);
        if (token.isPresent()) {
            try {
                callers.apply(token.get()).ifPresent(BearerFilter::signIn);
            } catch (DataAccessException e) {
                logger.warn("database unavailable cause=" + e.getClass().getSimpleName());
                problems.write(request, response, Refusals.databaseUnavailable());
                return;
            }
        }
        chain.doFilter(request, response);
    }

    /** An asynchronous answer is continued under the same caller. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    /** The token that the request shows. */
    static Optional<String> token(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(header.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    private static void signIn(Caller caller) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(SignedIn.as(caller));
        SecurityContextHolder.setContext(context);
    }

    /** Everybody who may show a token. */
    @Component
    static class Authentications {
        private final ServiceToken service;
        private final Tokens tokens;
        private final KnownTokens known;

        Authentications(ServiceToken service, Tokens tokens, KnownTokens known) {
            this.service = service;
            this.tokens = tokens;
            this.known = known;
        }

        Optional<Caller> of(String token) {
            var caller = service.authenticate(token).or(() -> tokens.authenticate(token));
            caller.ifPresentOrElse(found -> known.accepted(token, found.name()), () -> known.refused(token));
            return caller;
        }
    }
}

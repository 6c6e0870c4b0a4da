package io.nuzantara.security.web;

import io.nuzantara.database.Availability;
import io.nuzantara.database.Outages;
import io.nuzantara.http.OpenPaths;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps requests from hanging with the database: refused at once while it is away, and within two seconds when it goes away in
 * the middle. Before the filters of security, which look up tokens.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class DatabaseFilter extends OncePerRequestFilter {

    private static final String LOGIN = "/login";
    private static final String HELP = "/help/";
    private static final String MANAGEMENT = "/actuator/";

    private final Availability availability;
    private final ProblemWriter problems;

    DatabaseFilter(Availability availability, ProblemWriter problems) {
        this.availability = availability;
        this.problems = problems;
    }

    /** What needs no database, or like the metrics knows what to do without. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return OpenPaths.isProbe(path)
                || OpenPaths.isFile(path)
                || path.equals(LOGIN)
                || path.startsWith(HELP)
                || path.startsWith(MANAGEMENT);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!availability.isUp()) {
            problems.write(request, response, Refusals.databaseUnavailable());
            return;
        }
        try (var _ = availability.guard()) {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            if (!Outages.isOutage(e)) {
                throw e;
            }
            problems.write(request, response, Refusals.databaseUnavailable());
        }
    }
}

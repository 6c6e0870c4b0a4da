package io.nuzantara.security.web;

import io.nuzantara.security.Exposure;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a form that a page of somebody else sends, whatever token it carries. */
class OriginFilter extends OncePerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final Exposure exposure;
    private final ProblemWriter problems;

    OriginFilter(Exposure exposure, ProblemWriter problems) {
        this.exposure = exposure;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SAFE.contains(request.getMethod()) || isOurs(request.getHeader(HttpHeaders.ORIGIN))) {
            chain.doFilter(request, response);
        } else {
            problems.write(request, response, Refusals.forbidden());
        }
    }

    /** A browser names no origin, or "null", for a form of the page itself under our Referrer-Policy. */
    private boolean isOurs(@Nullable String origin) {
        return origin == null || origin.equals("null") || exposure.isOurs(origin.replaceFirst("^https?://", ""));
    }
}

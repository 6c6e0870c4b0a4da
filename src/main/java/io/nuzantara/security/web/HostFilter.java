package io.nuzantara.security.web;

import io.nuzantara.http.OpenPaths;
import io.nuzantara.security.Exposure;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests under a name that is not ours: a page of somebody else that lets its own name point at this machine
 * (DNS rebinding) must get nothing. Probes tell nothing and are asked by address.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class HostFilter extends OncePerRequestFilter {

    private final Exposure exposure;
    private final ProblemWriter problems;

    HostFilter(Exposure exposure, ProblemWriter problems) {
        this.exposure = exposure;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (OpenPaths.isProbe(request.getRequestURI()) || exposure.isOurs(request.getHeader(HttpHeaders.HOST))) {
            chain.doFilter(request, response);
        } else {
            problems.writeJson(response, Refusals.ofStatus(421));
        }
    }
}

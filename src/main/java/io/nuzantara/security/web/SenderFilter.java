package io.nuzantara.security.web;

import io.nuzantara.http.OpenPaths;
import io.nuzantara.security.shedding.SenderLimits;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses who asks faster than one sender may, before it costs anybody else anything: no query, no place, no turn. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
class SenderFilter extends OncePerRequestFilter {

    private final Senders senders;
    private final SenderLimits limits;
    private final SheddingMeters meters;
    private final ProblemWriter problems;

    SenderFilter(Senders senders, SenderLimits limits, SheddingMeters meters, ProblemWriter problems) {
        this.senders = senders;
        this.limits = limits;
        this.meters = meters;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return OpenPaths.isProbe(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var pause = limits.refuse(senders.of(request));
        if (pause.isPresent()) {
            meters.tooFast();
            problems.write(request, response, Refusals.tooManyRequests(pause.get()));
        } else {
            chain.doFilter(request, response);
        }
    }
}

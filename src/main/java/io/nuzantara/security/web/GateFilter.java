package io.nuzantara.security.web;

import io.nuzantara.security.shedding.Gate;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps the process at as much work as it can do in time: what comes on top is refused, at once. After the filter that refuses
 * while the database is away, before those that ask the database. A stream gives its place back as soon as it is open.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class GateFilter extends OncePerRequestFilter {

    private static final int LONGEST_PAUSE = 3;

    private final Gates gates;
    private final SheddingMeters meters;
    private final ProblemWriter problems;
    private final RandomGenerator random;

    /** @param random spreads those who are refused, so that they do not come back together; used by many threads */
    GateFilter(Gates gates, SheddingMeters meters, ProblemWriter problems, RandomGenerator random) {
        this.gates = gates;
        this.meters = meters;
        this.problems = problems;
        this.random = random;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var gate = gates.of(request.getMethod(), request.getRequestURI());
        if (gate.isPresent()) {
            pass(gate.get(), request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void pass(Gate gate, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!entered(gate)) {
            meters.overloaded();
            problems.write(request, response, Refusals.overloaded(pause()));
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            gate.leave();
        }
    }

    private static boolean entered(Gate gate) {
        try {
            return gate.enter();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Duration pause() {
        return Duration.ofSeconds(random.nextInt(LONGEST_PAUSE) + 1);
    }
}

package io.nuzantara.telemetry;

import io.nuzantara.http.OpenPaths;
import io.nuzantara.security.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Measures each request. Stored are the route's template and a method of HTTP, never the raw path or any other text that a
 * caller chooses. Probes, event streams and answers that waited because the caller asked for it are left out: they would say
 * nothing about the speed of answers; and so is what a stop refuses, which a person wants.
 */
class RequestLogFilter extends OncePerRequestFilter {

    private static final String STOPPED = "stopped";
    private static final String NO_ROUTE = "(none)";
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    private final RequestLog requests;
    private final Clock clock;

    RequestLogFilter(RequestLog requests, Clock clock) {
        this.requests = requests;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return OpenPaths.isProbe(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var start = System.nanoTime();
        var answered = false;
        try {
            chain.doFilter(request, response);
            answered = true;
        } finally {
            if (!isStream(request, response) && !hasWaited(response) && !isStopped(request)) {
                var status = answered ? response.getStatus() : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
                var millis = (System.nanoTime() - start) / 1e6;
                requests.add(new RequestLog.Entry(route(request), method(request), status, millis, clock.instant()));
            }
        }
    }

    private static boolean isStream(HttpServletRequest request, HttpServletResponse response) {
        var type = response.getContentType();
        return request.isAsyncStarted() || (type != null && type.startsWith(MediaType.TEXT_EVENT_STREAM_VALUE));
    }

    /** RFC 7240, section 3. */
    private static boolean hasWaited(HttpServletResponse response) {
        var applied = response.getHeader("Preference-Applied");
        return applied != null && applied.startsWith("wait=");
    }

    private static boolean isStopped(HttpServletRequest request) {
        return STOPPED.equals(request.getAttribute(Problem.CODE_ATTRIBUTE));
    }

    private static String route(HttpServletRequest request) {
        var template = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return template == null || template.toString().equals("/**") ? NO_ROUTE : template.toString();
    }

    private static String method(HttpServletRequest request) {
        return METHODS.contains(request.getMethod()) ? request.getMethod() : "OTHER";
    }
}

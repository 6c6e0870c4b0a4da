package io.nuzantara.telemetry;

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
 * caller chooses. Probes and event streams are left out: they would say nothing about the speed of answers.
 */
class RequestLogFilter extends OncePerRequestFilter {

    private static final String NO_ROUTE = "(none)";
    private static final Set<String> PROBES = Set.of("/livez", "/readyz", "/health");
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
        return PROBES.contains(request.getRequestURI());
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
            if (!isStream(request, response)) {
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

    private static String route(HttpServletRequest request) {
        var template = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return template == null || template.toString().equals("/**") ? NO_ROUTE : template.toString();
    }

    private static String method(HttpServletRequest request) {
        return METHODS.contains(request.getMethod()) ? request.getMethod() : "OTHER";
    }
}

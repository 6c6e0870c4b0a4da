package io.nuzantara.security.web;

import io.nuzantara.database.Outages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.HandlerMapping;

/** Answers every exception below a controller as a problem; what is a failure of ours is logged here, once. */
@RestControllerAdvice
class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final ProblemWriter problems;

    ProblemAdvice(ProblemWriter problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    void answer(Exception exception, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var refusal = Refusals.of(exception);
        if (exception instanceof ErrorResponse framework) {
            framework.getHeaders().forEach((name, values) -> values.forEach(v -> response.addHeader(name, v)));
        }
        if (refusal == null && Outages.isOutage(exception)) {
            LOG.warn("database unavailable cause={}", exception.getClass().getSimpleName());
            refusal = Refusals.databaseUnavailable();
        }
        if (refusal == null) {
            LOG.error(
                    "request failed method={} route={}",
                    request.getMethod(),
                    request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE),
                    exception);
            refusal = Refusals.internal();
        }
        problems.write(request, response, refusal);
    }

    /** The security filters decide whether the caller is unknown or not allowed. */
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void leaveToSecurity(RuntimeException exception) {
        throw exception;
    }

    /** The caller has gone: there is nobody to answer. */
    @ExceptionHandler(AsyncRequestNotUsableException.class)
    void callerHasGone() {}
}

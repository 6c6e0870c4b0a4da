package io.nuzantara.security.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What callers get whom the filters turn away. */
@Component
class Refused {

    private final ProblemWriter problems;

    Refused(ProblemWriter problems) {
        this.problems = problems;
    }

    void unauthenticated(HttpServletRequest request, HttpServletResponse response, Exception reason)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"nuzantara\"");
        problems.write(request, response, Refusals.unauthenticated());
    }

    void forbidden(HttpServletRequest request, HttpServletResponse response, Exception reason) throws IOException {
        problems.write(request, response, Refusals.forbidden());
    }

    /** People are sent to the sign-in page; htmx is told to send them there. */
    void signIn(HttpServletRequest request, HttpServletResponse response, Exception reason) throws IOException {
        if ("true".equals(request.getHeader("HX-Request"))) {
            response.setHeader("HX-Redirect", "/login");
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        } else {
            response.setStatus(HttpStatus.SEE_OTHER.value());
            response.setHeader(HttpHeaders.LOCATION, "/login");
        }
    }
}

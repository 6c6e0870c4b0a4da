package io.nuzantara.security.web;

import io.nuzantara.security.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ViewResolver;
import tools.jackson.databind.json.JsonMapper;

/** Writes every refusal of the service in one form: a page for a browser, RFC 9457 JSON for every other caller. */
@Component
class ProblemWriter {

    private final JsonMapper json;
    private final ObjectProvider<ViewResolver> pages;

    ProblemWriter(JsonMapper json, @Qualifier("thymeleafViewResolver") ObjectProvider<ViewResolver> pages) {
        this.json = json;
        this.pages = pages;
    }

    void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        request.setAttribute(Problem.CODE_ATTRIBUTE, problem.code());
        if (isBrowser(request)) {
            writePage(request, response, problem);
        } else {
            writeJson(response, problem);
        }
    }

    void writeJson(HttpServletResponse response, Problem problem) throws IOException {
        if (!isStarted(response, problem)) {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.getWriter().write(json.writeValueAsString(ProblemView.of(problem)));
            response.flushBuffer();
        }
    }

    private void writePage(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        if (!isStarted(response, problem)) {
            response.setContentType("text/html;charset=UTF-8");
            render(request, response, ProblemPage.of(problem));
        }
    }

    private void render(HttpServletRequest request, HttpServletResponse response, ProblemPage page) throws IOException {
        try {
            var view = pages.getObject().resolveViewName("security/problem", request.getLocale());
            if (view == null) {
                throw new IllegalStateException("the page of problems is missing");
            }
            view.render(Map.of("page", page), request, response);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the page of problems cannot be shown", e);
        }
    }

    /** True when the answer is on its way already, so that nothing can be said any more; else its head is set. */
    private static boolean isStarted(HttpServletResponse response, Problem problem) {
        if (response.isCommitted()) {
            return true;
        }
        response.resetBuffer();
        response.setStatus(problem.status().value());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.retryAfter() != null) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, Long.toString(problem.retryAfter().toSeconds()));
        }
        return false;
    }

    private static boolean isBrowser(HttpServletRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        var path = request.getAttribute(jakarta.servlet.RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed
                ? failed
                : request.getRequestURI();
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE) && !path.startsWith("/api/");
    }
}

package io.nuzantara.security.web;

import io.nuzantara.security.Problem;
import io.nuzantara.security.Problem.Invalid;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;

/** The problem for every exception that the web framework itself throws. */
final class Refusals {

    private static final Duration AGAIN = Duration.ofSeconds(5);

    private Refusals() {}

    /** Null when the exception is no refusal but a failure of ours. */
    static @Nullable Problem of(Exception exception) {
        return switch (exception) {
            case Problem problem -> problem;
            case MissingServletRequestParameterException missing -> parameterMissing(missing.getParameterName());
            case MissingRequestHeaderException missing -> parameterMissing(missing.getHeaderName());
            case MethodArgumentTypeMismatchException mismatch -> parameterInvalid(mismatch);
            case HandlerMethodValidationException invalid -> parametersInvalid(invalid);
            case BindingResult invalid -> bodyInvalid(invalid);
            case HttpMessageNotReadableException unreadable -> bodyUnreadable(unreadable);
            case ServletRequestBindingException _ -> ofStatus(400);
            case ErrorResponse response
            when !response.getStatusCode().is5xxServerError() ->
                ofStatus(response.getStatusCode().value());
            default -> null;
        };
    }

    /** The neutral problem of a status for which nothing more is known or may be told. */
    static Problem ofStatus(int status) {
        return switch (status) {
            case 401 -> unauthenticated();
            case 403 -> forbidden();
            case 404 ->
                new Problem(HttpStatus.NOT_FOUND, "not-found", "Not found", "There is nothing at this address.");
            case 405 ->
                new Problem(
                        HttpStatus.METHOD_NOT_ALLOWED,
                        "method-not-allowed",
                        "Method not allowed",
                        "This address does not take this method: the Allow header lists those it takes.");
            case 406 ->
                new Problem(
                        HttpStatus.NOT_ACCEPTABLE,
                        "not-acceptable",
                        "Not acceptable",
                        "This address cannot answer in any format of the Accept header.");
            case 413 ->
                new Problem(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "content-too-large",
                        "Content too large",
                        "The request is larger than this address takes.");
            case 415 ->
                new Problem(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "media-type-unsupported",
                        "Media type not supported",
                        "This address does not take this Content-Type: the Accept header of the answer lists those it takes.");
            case 421 ->
                new Problem(
                        HttpStatus.MISDIRECTED_REQUEST,
                        "host-not-allowed",
                        "Host not allowed",
                        "The Host header names no address of this service: use the address it was started with,"
                                + " or set NUZANTARA_PUBLIC_URL.");
            case 503 -> databaseUnavailable();
            default -> status >= 500 ? internal() : malformed();
        };
    }

    static Problem unauthenticated() {
        return new Problem(
                HttpStatus.UNAUTHORIZED,
                "unauthenticated",
                "Authentication needed",
                "Send a valid token: Authorization: Bearer nzt_... (tokens expire and can be revoked).");
    }

    static Problem forbidden() {
        return new Problem(
                HttpStatus.FORBIDDEN, "forbidden", "Not allowed", "These credentials do not permit this action.");
    }

    static Problem databaseUnavailable() {
        return new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "database-unavailable",
                        "Database unavailable",
                        "The database does not answer now: try again in a moment.")
                .retryAfter(AGAIN);
    }

    /** One sender asked faster than it may. */
    static Problem tooManyRequests(Duration pause) {
        var seconds = Math.max(1, pause.plusMillis(999).toSeconds());
        return new Problem(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too-many-requests",
                        "Too many requests",
                        "You ask faster than one sender may: wait %d s, then ask more slowly.".formatted(seconds))
                .retryAfter(Duration.ofSeconds(seconds));
    }

    /** All senders together asked for more than the process can do. */
    static Problem overloaded(Duration pause) {
        return new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "overloaded",
                        "Too much to do",
                        "More is asked of this service than it can answer now; nothing was done. Try again in a moment.")
                .retryAfter(pause);
    }

    static Problem internal() {
        return new Problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal",
                "Internal error",
                "The service failed; nothing more is known to the caller, the reason is in its log.");
    }

    private static Problem malformed() {
        return new Problem(
                HttpStatus.BAD_REQUEST,
                "request-malformed",
                "Malformed request",
                "The request line, an address or a header is not well formed.");
    }

    private static Problem parameterMissing(String name) {
        return new Problem(
                HttpStatus.BAD_REQUEST,
                "parameter-missing",
                "A parameter is missing",
                "The parameter %s is needed.".formatted(name),
                List.of(new Invalid(name, "is needed")));
    }

    private static Problem parameterInvalid(MethodArgumentTypeMismatchException mismatch) {
        var type = mismatch.getRequiredType();
        var reason = "must be a value of type %s"
                .formatted(type == null ? "text" : type.getSimpleName().toLowerCase(java.util.Locale.ROOT));
        return parametersInvalid(List.of(new Invalid(mismatch.getName(), reason)));
    }

    private static Problem parametersInvalid(HandlerMethodValidationException invalid) {
        return parametersInvalid(invalid.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new Invalid(
                                pointer(error, result.getMethodParameter().getParameterName()), text(error))))
                .toList());
    }

    private static Problem parametersInvalid(List<Invalid> errors) {
        return new Problem(
                HttpStatus.BAD_REQUEST, "parameter-invalid", "A parameter is not valid", sentence(errors), errors);
    }

    private static Problem bodyInvalid(BindingResult invalid) {
        var errors = invalid.getAllErrors().stream()
                .map(error -> new Invalid(pointer(error, null), text(error)))
                .toList();
        return new Problem(HttpStatus.BAD_REQUEST, "body-invalid", "The body is not valid", sentence(errors), errors);
    }

    private static Problem bodyUnreadable(HttpMessageNotReadableException unreadable) {
        var errors = unreadable.getCause() instanceof JacksonException cause
                        && !cause.getPath().isEmpty()
                ? List.of(new Invalid(pointer(cause), "is unknown, or has a value of another type than expected"))
                : List.<Invalid>of();
        return new Problem(
                HttpStatus.BAD_REQUEST,
                "body-unreadable",
                "The body cannot be read",
                errors.isEmpty() ? "The body is missing or no well-formed JSON." : sentence(errors),
                errors);
    }

    private static String pointer(JacksonException cause) {
        var pointer = new StringBuilder("#");
        for (var step : cause.getPath()) {
            var name = step.getPropertyName();
            pointer.append('/').append(name == null ? Integer.toString(step.getIndex()) : name);
        }
        return pointer.toString();
    }

    private static String pointer(MessageSourceResolvable error, @Nullable String parameter) {
        if (error instanceof FieldError field) {
            return "#/" + field.getField().replace('.', '/');
        }
        return parameter == null ? "#" : parameter;
    }

    private static String text(MessageSourceResolvable error) {
        var message = error.getDefaultMessage();
        return message == null ? "is not valid" : message;
    }

    private static String sentence(List<Invalid> errors) {
        return errors.stream()
                        .map(error -> error.pointer() + " " + error.detail())
                        .collect(java.util.stream.Collectors.joining("; "))
                + ".";
    }
}

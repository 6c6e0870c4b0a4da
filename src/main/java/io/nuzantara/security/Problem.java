package io.nuzantara.security;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Refuses a request: thrown anywhere below a controller, answered as an RFC 9457 problem of type
 * {@code /help/problems/<code>}. Title and detail are shown to the caller: no stack, SQL, class name or secret.
 */
public final class Problem extends RuntimeException {

    /** Name of the request attribute that holds the code of the problem with which the request was answered. */
    public static final String CODE_ATTRIBUTE = "io.nuzantara.problem";

    private final HttpStatus status;
    private final String code;
    private final String title;
    private final String detail;
    private final transient List<Invalid> errors;
    private final transient Map<String, Object> members;
    private final @Nullable Duration retryAfter;

    /**
     * A problem without further members.
     *
     * @param status HTTP status
     * @param code kebab case, what programs compare; has a page in {@code help/problems.properties}
     * @param title short, the same for every problem of this code
     * @param detail what was wrong here and what to do
     */
    public Problem(HttpStatus status, String code, String title, String detail) {
        this(status, code, title, detail, List.of(), Map.of(), null);
    }

    /** A problem that points at the parts of the request that were wrong. */
    public Problem(HttpStatus status, String code, String title, String detail, List<Invalid> errors) {
        this(status, code, title, detail, errors, Map.of(), null);
    }

    private Problem(
            HttpStatus status,
            String code,
            String title,
            String detail,
            List<Invalid> errors,
            Map<String, Object> members,
            @Nullable Duration retryAfter) {
        super(code + ": " + detail);
        if (!code.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("a problem code is kebab case: " + code);
        }
        this.status = status;
        this.code = code;
        this.title = title;
        this.detail = detail;
        this.errors = List.copyOf(errors);
        this.members = Map.copyOf(members);
        this.retryAfter = retryAfter;
    }

    /** The same problem with one more member for programs, e.g. {@code execution_id}. */
    public Problem with(String name, Object value) {
        SequencedMap<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(status, code, title, detail, errors, more, retryAfter);
    }

    /** The same problem with a {@code Retry-After} header: when it is worth asking again, in whole seconds. */
    public Problem retryAfter(Duration pause) {
        return new Problem(status, code, title, detail, errors, members, pause);
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    public String detail() {
        return detail;
    }

    public List<Invalid> errors() {
        return errors;
    }

    public Map<String, Object> members() {
        return members;
    }

    /** When it is worth asking again; null when that makes no difference. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** Where the code is explained, relative to the service. */
    public String type() {
        return "/help/problems/" + code;
    }

    /**
     * One wrong part of a request.
     *
     * @param pointer JSON pointer into the body ({@code #/name}), or the name of a parameter
     * @param detail what is wrong with it
     */
    public record Invalid(String pointer, String detail) {}
}

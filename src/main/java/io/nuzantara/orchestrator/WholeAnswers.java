package io.nuzantara.orchestrator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Reads each answer whole, up to a limit, and asks only for what has changed: a GET carries the entity tag of the answer before, and
 * {@code 304} gives that answer again. Redirects are refused, since the token would travel along.
 */
final class WholeAnswers implements ClientHttpRequestInterceptor {

    private static final int LIMIT = 2 * 1024 * 1024;
    private static final int KEPT = 32;

    private final Map<URI, Read> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, Read> eldest) {
            return size() > KEPT;
        }
    };

    /** An answer that is longer than anything the service has to say. */
    static final class TooLarge extends IOException {
        TooLarge() {
            super("longer than " + LIMIT + " bytes");
        }
    }

    /** The service points elsewhere. */
    static final class Redirected extends IOException {
        Redirected() {
            super("redirects are not followed");
        }
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        var before = request.getMethod().equals(HttpMethod.GET) ? known(request.getURI()) : null;
        if (before != null) {
            request.getHeaders()
                    .setIfNoneMatch(String.valueOf(before.getHeaders().getETag()));
        }
        try (var response = execution.execute(request, body)) {
            var status = response.getStatusCode();
            if (before != null && status.isSameCodeAs(HttpStatus.NOT_MODIFIED)) {
                return before;
            }
            if (status.is3xxRedirection()) {
                throw new Redirected();
            }
            var read = new Read(status, response.getStatusText(), response.getHeaders(), whole(response));
            keep(request, read);
            return read;
        }
    }

    private static byte[] whole(ClientHttpResponse response) throws IOException {
        var bytes = response.getBody().readNBytes(LIMIT + 1);
        if (bytes.length > LIMIT) {
            throw new TooLarge();
        }
        return bytes;
    }

    private @Nullable Read known(URI address) {
        synchronized (kept) {
            return kept.get(address);
        }
    }

    private void keep(HttpRequest request, Read read) {
        if (request.getMethod().equals(HttpMethod.GET) && read.getHeaders().getETag() != null) {
            synchronized (kept) {
                kept.put(request.getURI(), read);
            }
        }
    }

    /** An answer that has been read; it can be read again. */
    private static final class Read implements ClientHttpResponse {

        private final HttpStatusCode status;
        private final String text;
        private final HttpHeaders headers;
        private final byte[] body;

        Read(HttpStatusCode status, String text, HttpHeaders headers, byte[] body) {
            this.status = status;
            this.text = text;
            this.headers = HttpHeaders.readOnlyHttpHeaders(headers);
            this.body = body;
        }

        @Override
        public HttpStatusCode getStatusCode() {
            return status;
        }

        @Override
        public String getStatusText() {
            return text;
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(body);
        }

        @Override
        public void close() {
            // nothing is open: the body lies in memory
        }
    }
}

package io.nuzantara.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** A person with a browser who has signed in. */
final class Visitor {

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final String url;

    Visitor(Service service) throws IOException, InterruptedException {
        url = service.url();
        var link = service.admin().post("/api/sign-in-links", null).text("path");
        get(link);
    }

    /** The page of what the API has at this address. */
    String page(String api) throws IOException, InterruptedException {
        return get(api.replace("/api/orchestrator", ""));
    }

    private String get(String path) throws IOException, InterruptedException {
        var answer = http.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }
}

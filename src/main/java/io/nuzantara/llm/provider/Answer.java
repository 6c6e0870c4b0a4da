package io.nuzantara.llm.provider;

import dev.langchain4j.http.client.SuccessfulHttpResponse;
import io.nuzantara.http.RetryAfter;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What an HTTP answer means: a body for the protocol library, or a fault by its name. */
final class Answer {

    private static final Duration LONGEST_WISH = Duration.ofMinutes(5);

    private final RetryAfter retryAfter;

    Answer(Clock clock) {
        this.retryAfter = new RetryAfter(clock, LONGEST_WISH);
    }

    SuccessfulHttpResponse read(HttpResponse<byte[]> response) {
        var status = response.statusCode();
        if (status < 200 || status > 299) {
            throw refused(response, status);
        }
        if (!response.headers()
                .firstValue("Content-Encoding")
                .orElse("identity")
                .equalsIgnoreCase("identity")) {
            throw garbage("is compressed, which we did not ask for");
        }
        var text = StrictJson.decode(response.body()).orElseThrow(() -> garbage("is not UTF-8"));
        if (!StrictJson.read(text).filter(JsonNode::isObject).isPresent()) {
            throw garbage("is not a JSON object, or one with doubled keys, or too deep");
        }
        return SuccessfulHttpResponse.builder()
                .statusCode(status)
                .headers(Map.of())
                .body(text)
                .build();
    }

    private static CallFailed garbage(String what) {
        return new CallFailed(Fault.GARBAGE, "The answer of the provider " + what + ".");
    }

    private CallFailed refused(HttpResponse<byte[]> response, int status) {
        var code = code(response.body());
        var wish = retryAfter
                .read(response.headers().firstValue("Retry-After").orElse(null))
                .orElse(null);
        return new CallFailed(fault(status, code), sentence(status, code), wish);
    }

    private static Fault fault(int status, String code) {
        return switch (status) {
            case 401 -> Fault.NOT_AUTHORISED;
            case 403 -> code.equals("permission_error") ? Fault.NOT_AUTHORISED : Fault.FORBIDDEN;
            case 402 -> Fault.OUT_OF_CREDIT;
            case 404 -> Fault.UNKNOWN_MODEL;
            case 408 -> Fault.BROKEN;
            case 429 -> code.equals("insufficient_quota") ? Fault.OUT_OF_CREDIT : Fault.RATE_LIMITED;
            case 502, 504 -> Fault.GATEWAY_ERROR;
            default -> status >= 500 ? Fault.SERVER_ERROR : status >= 400 ? Fault.REFUSED_INPUT : Fault.REDIRECT;
        };
    }

    private static String sentence(int status, String code) {
        var answered = "The provider answered %d%s".formatted(status, code.isEmpty() ? "" : " (" + code + ")");
        return status < 400 ? answered + ": redirects are never followed." : answered + ".";
    }

    /** The provider's own word for it. Only a word: messages repeat what was sent. */
    private static String code(byte[] body) {
        var error = StrictJson.decode(body)
                .flatMap(StrictJson::read)
                .map(answer -> answer.path("error"))
                .filter(JsonNode::isObject);
        return error.stream()
                .flatMap(said -> Stream.of(said.path("code"), said.path("type")))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .filter(word -> word.matches("[a-z_]{1,40}"))
                .findFirst()
                .orElse("");
    }
}

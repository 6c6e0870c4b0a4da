package io.nuzantara.security.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nuzantara.security.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.ViewResolver;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class RefusalsTests {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final MockMvcTester mvc = MockMvcTester.create(MockMvcBuilders.standaloneSetup(new Api())
            .setControllerAdvice(new ProblemAdvice(
                    new ProblemWriter(JSON, new StaticListableBeanFactory().getBeanProvider(ViewResolver.class))))
            .setMessageConverters(new JacksonJsonHttpMessageConverter(JSON))
            .build());

    @RestController
    static class Api {

        @GetMapping("/api/number")
        int number(@RequestParam @Min(1) int days) {
            return days;
        }

        @PostMapping("/api/named")
        String named(@Valid @RequestBody Named named) {
            return named.name();
        }

        @GetMapping("/api/refused")
        void refused() {
            throw new Problem(
                            HttpStatus.CONFLICT,
                            "execution-active",
                            "Active",
                            "It is active.",
                            List.of(new Problem.Invalid("days_back", "is another")))
                    .with("execution_id", "42");
        }

        @GetMapping("/api/failed")
        void failed() {
            throw new IllegalStateException("SELECT secret FROM somewhere");
        }

        @GetMapping("/api/away")
        void away() {
            throw new DataAccessResourceFailureException("no connection to 10.0.0.1");
        }

        @GetMapping("/api/denied")
        void denied() {
            throw new AccessDeniedException("no");
        }
    }

    @JsonInclude
    record Named(@NotBlank String name) {}

    @ParameterizedTest
    @CsvSource({
        "/api/number, parameter-missing, 400, days",
        "/api/number?days=abc, parameter-invalid, 400, days",
        "/api/number?days=, parameter-invalid, 400, days",
        "/api/number?days=0, parameter-invalid, 400, days",
        "/api/refused, execution-active, 409, execution_id",
        "/api/failed, internal, 500, log",
        "/api/away, database-unavailable, 503, database"
    })
    void everyExceptionIsAProblemThatNamesWhatWasWrong(String path, String code, int status, String named) {
        var answer = mvc.get().uri(path).exchange();

        assertThat(answer).hasStatus(status);
        assertProblem(answer, code);
        assertThat(answer).bodyText().contains(named).doesNotContain("SELECT").doesNotContain("10.0.0.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": \"\"} | body-invalid | #/name",
                "{\"nam\": \"x\"} | body-unreadable | #/nam",
                "{\"name\": [1]} | body-unreadable | #/name",
                "{\"name\": | body-unreadable | JSON",
                "[] | body-unreadable | JSON"
            })
    void aWrongBodyIsRefusedWithAPointer(String body, String code, String named) {
        var answer = mvc.post()
                .uri("/api/named")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();

        assertThat(answer).hasStatus(400);
        assertProblem(answer, code);
        assertThat(answer).bodyText().contains(named);
    }

    @Test
    void aProblemCarriesItsErrorsAndMembers() {
        assertThat(mvc.get().uri("/api/refused")).bodyJson().isStrictlyEqualTo("""
                {
                  "type": "/help/problems/execution-active",
                  "title": "Active",
                  "status": 409,
                  "detail": "It is active.",
                  "code": "execution-active",
                  "errors": [{"pointer": "days_back", "detail": "is another"}],
                  "execution_id": "42"
                }
                """);
    }

    @Test
    void aFailureOfOursIsLoggedOnce(CapturedOutput output) {
        mvc.get().uri("/api/failed").exchange();

        assertThat(output.getAll().split("request failed method=GET", -1)).hasSize(2);
    }

    @Test
    void whoIsNotAllowedIsLeftToTheSecurityFilters() {
        assertThat(mvc.get().uri("/api/denied").exchange()).failure().hasCauseInstanceOf(AccessDeniedException.class);
    }

    @Test
    void aCodeIsKebabCase() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Problem(HttpStatus.CONFLICT, "Not Kebab", "title", "detail"));
    }

    private static void assertProblem(MvcTestResult answer, String code) {
        assertThat(answer).hasContentType("application/problem+json;charset=UTF-8");
        assertThat(answer).bodyJson().extractingPath("code").isEqualTo(code);
        assertThat(answer).bodyJson().extractingPath("type").isEqualTo("/help/problems/" + code);
    }
}

package io.nuzantara.readiness.check;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import de.siegmar.fastcsv.reader.CsvReader;
import java.net.http.HttpClient;
import java.sql.DriverManager;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.StringTemplateResolver;
import tools.jackson.databind.json.JsonMapper;

/** One exercise for each library the program cannot do without: a missing class shows here, and not at the first execution. */
final class Exercises {

    private Exercises() {}

    static List<Exercise> all() {
        return List.of(
                new Exercise("database driver", () -> DriverManager.getDriver("jdbc:postgresql://localhost/nuzantara")),
                new Exercise("HTTP client", () -> HttpClient.newHttpClient().close()),
                new Exercise("model client", Exercises::modelClient),
                new Exercise("JSON", Exercises::json),
                new Exercise("pages", Exercises::page),
                new Exercise("telephone numbers", Exercises::phone),
                new Exercise("CSV", Exercises::csv),
                new Exercise("list of parts (SBOM)", Exercises::partsList));
    }

    /** Found and not initialized: the model of the embeddings would load itself, with all its weights. */
    private static void modelClient() throws ClassNotFoundException {
        var loader = Exercises.class.getClassLoader();
        Class.forName("dev.langchain4j.model.anthropic.AnthropicChatModel", false, loader);
        Class.forName("dev.langchain4j.model.openai.OpenAiChatModel", false, loader);
        Class.forName(
                "dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel",
                false,
                loader);
    }

    private static void json() {
        expect(JsonMapper.shared().readTree("{\"a\":[1]}").path("a").size() == 1);
    }

    private static void page() {
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(new StringTemplateResolver());
        var page = engine.process("<p th:text=\"${page}\"></p>", new Context(Locale.ROOT, Map.of("page", "<ready>")));
        expect(page.equals("<p>&lt;ready&gt;</p>"));
    }

    private static void phone() throws Exception {
        var phones = PhoneNumberUtil.getInstance();
        expect(phones.isValidNumber(phones.parse("+62 361 484 0000", "ID")));
    }

    private static void csv() throws Exception {
        try (var rows = CsvReader.builder().ofCsvRecord("a,\"b,c\"\n")) {
            expect(rows.stream().findFirst().orElseThrow().getFieldCount() == 2);
        }
    }

    private static void partsList() {
        expect(new ClassPathResource("META-INF/sbom/application.cdx.json").exists());
    }

    private static void expect(boolean works) {
        if (!works) {
            throw new IllegalStateException("an unexpected result");
        }
    }
}

package io.nuzantara.dashboard;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** What each problem code means and what to do, from {@code help/problems.properties}. */
@Component
public class ProblemPages {

    private final Properties texts = new Properties();

    ProblemPages() {
        try (var reader = new InputStreamReader(
                new ClassPathResource("help/problems.properties").getInputStream(), StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page of a code; empty when no problem has this code. */
    public Optional<ProblemHelp> find(String code) {
        var title = texts.getProperty(code + ".title");
        return title == null
                ? Optional.empty()
                : Optional.of(new ProblemHelp(code, title, text(code, "why"), text(code, "do")));
    }

    /** All of them by code. */
    public List<ProblemHelp> all() {
        return texts.stringPropertyNames().stream()
                .filter(name -> name.endsWith(".title"))
                .map(name -> name.substring(0, name.indexOf('.')))
                .sorted()
                .map(code -> find(code).orElseThrow())
                .toList();
    }

    private String text(String code, String part) {
        var text = texts.getProperty(code + "." + part);
        if (text == null) {
            throw new IllegalStateException("help/problems.properties has no %s.%s".formatted(code, part));
        }
        return text;
    }

    /**
     * Help for one problem code.
     *
     * @param why when it comes
     * @param remedy what to do
     */
    public record ProblemHelp(String code, String title, String why, String remedy) {}
}

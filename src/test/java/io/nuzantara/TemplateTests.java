package io.nuzantara;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.dashboard.web.DashboardPageSamples;
import io.nuzantara.security.web.SecurityPageSamples;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** Templates are not checked by a compiler: each is rendered here, and none may hold what could run foreign text. */
class TemplateTests {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final List<PageSamples> SAMPLES = List.of(new SecurityPageSamples(), new DashboardPageSamples());
    private static final String PAYLOAD = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>";
    private static final List<String> FORBIDDEN = List.of(
            "th:utext",
            "\\[\\(",
            "th:inline",
            "th:on[a-z]",
            "[ \"]on[a-z]+=",
            "style=",
            "hx-on",
            "hx-vals",
            "\\{[^}]*\\bT\\(",
            "\\{[^}]*\\bnew ",
            "__\\$\\{",
            "javascript:",
            "<script(?![^>]*></script>)");

    private static final AnnotationConfigWebApplicationContext CONTEXT = new AnnotationConfigWebApplicationContext();

    @BeforeAll
    static void start() {
        CONTEXT.setServletContext(new MockServletContext());
        CONTEXT.register(Views.class);
        CONTEXT.refresh();
    }

    @AfterAll
    static void stop() {
        CONTEXT.close();
    }

    @Test
    void everyTemplateHasASample() throws IOException {
        try (var files = Files.walk(TEMPLATES)) {
            var names = files.filter(Files::isRegularFile)
                    .map(file -> TEMPLATES.relativize(file).toString().replace(".html", ""))
                    .filter(name -> !name.startsWith("layout/"))
                    .toList();

            assertThat(samples().keySet()).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @TestFactory
    List<DynamicTest> everySampleRenders() {
        return samples().entrySet().stream()
                .flatMap(entry -> java.util.stream.IntStream.range(
                                0, entry.getValue().size())
                        .mapToObj(number -> DynamicTest.dynamicTest(
                                entry.getKey() + " " + number,
                                () -> renders(
                                        entry.getKey(), number, entry.getValue().get(number)))))
                .toList();
    }

    private static void renders(String template, int number, Record page) throws Exception {
        var html = render(template, page);

        Files.createDirectories(Path.of("target/pages"));
        Files.writeString(Path.of("target/pages", template.replace('/', '-') + "-" + number + ".html"), html);
        assertThat(html)
                .contains("<!DOCTYPE html>")
                .contains("<main")
                .contains("</html>")
                .doesNotContain("??")
                .doesNotContain("th:");
    }

    @TestFactory
    List<DynamicTest> foreignTextIsNeverMarkup() {
        return samples().entrySet().stream()
                .filter(entry -> holdsText(entry.getValue().getFirst()))
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    var html = render(entry.getKey(), (Record)
                            poisonedRecord(entry.getValue().getFirst()));

                    assertThat(html)
                            .contains("&lt;script&gt;alert(1)")
                            .doesNotContain("<script>")
                            .doesNotContain("<img");
                    assertThat(html).doesNotContain("\"'>");
                }))
                .toList();
    }

    @Test
    void noTemplateHoldsWhatCouldRunForeignText() throws IOException {
        try (var files = Files.walk(TEMPLATES)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = Files.readString(file);
                for (var forbidden : FORBIDDEN) {
                    assertThat(Pattern.compile(forbidden).matcher(text).find())
                            .as("%s in %s", forbidden, file)
                            .isFalse();
                }
            }
        }
    }

    private static Map<String, List<Record>> samples() {
        var all = new TreeMap<String, List<Record>>();
        SAMPLES.forEach(samples -> all.putAll(samples.byTemplate()));
        return all;
    }

    private static String render(String template, Record page) throws Exception {
        var request = new MockHttpServletRequest();
        request.setAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE, CONTEXT);
        var response = new MockHttpServletResponse();
        var view = CONTEXT.getBean(ThymeleafViewResolver.class).resolveViewName(template, Locale.ENGLISH);
        assertThat(view).isNotNull();
        view.render(Map.of("page", page), request, response);
        return response.getContentAsString();
    }

    private static boolean holdsText(Record record) {
        return Arrays.stream(record.getClass().getRecordComponents())
                .anyMatch(component -> !component.getType().isPrimitive());
    }

    /** The same record with the payload in every text. */
    private static @Nullable Object poisoned(@Nullable Object value) throws ReflectiveOperationException {
        if (value instanceof String) {
            return PAYLOAD;
        }
        if (value instanceof List<?> list) {
            var poisoned = new java.util.ArrayList<@Nullable Object>();
            for (var element : list) {
                poisoned.add(poisoned(element));
            }
            return poisoned;
        }
        return value instanceof Record record ? poisonedRecord(record) : value;
    }

    private static Object poisonedRecord(Record record) throws ReflectiveOperationException {
        var components = record.getClass().getRecordComponents();
        var values = new @Nullable Object[components.length];
        for (var i = 0; i < components.length; i++) {
            var accessor = components[i].getAccessor();
            accessor.setAccessible(true);
            values[i] = poisoned(accessor.invoke(record));
        }
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var constructor = record.getClass().getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    /** What shows a page, as the application configures it. */
    static class Views {

        @Bean
        SpringResourceTemplateResolver resolver(WebApplicationContext context) {
            var resolver = new SpringResourceTemplateResolver();
            resolver.setApplicationContext(context);
            resolver.setPrefix("classpath:/templates/");
            resolver.setSuffix(".html");
            resolver.setCharacterEncoding("UTF-8");
            return resolver;
        }

        @Bean
        SpringTemplateEngine engine(SpringResourceTemplateResolver resolver) {
            var engine = new SpringTemplateEngine();
            engine.setTemplateResolver(resolver);
            return engine;
        }

        @Bean
        ThymeleafViewResolver views(SpringTemplateEngine engine) {
            var views = new ThymeleafViewResolver();
            views.setTemplateEngine(engine);
            views.setCharacterEncoding("UTF-8");
            return views;
        }

        @Bean
        ResourceBundleMessageSource messageSource() {
            var messages = new ResourceBundleMessageSource();
            messages.setBasename("messages");
            messages.setDefaultEncoding("UTF-8");
            messages.setFallbackToSystemLocale(false);
            return messages;
        }
    }
}

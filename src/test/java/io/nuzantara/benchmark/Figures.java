package io.nuzantara.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The figures of one suite: printed as they come, with the machine, its load and the seed; kept as JSON and compared with
 * those of another time where the options say so.
 */
public final class Figures {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String suite;
    private final BenchOptions options;
    private final Map<String, Double> values = new LinkedHashMap<>();

    public Figures(Suite suite, BenchOptions options) {
        this.suite = suite.name();
        this.options = options;
        System.out.printf("%s (%s)%n", suite.name(), suite.shows());
        machine().forEach((name, value) -> System.out.printf("  %-44s %s%n", name, value));
    }

    /** Prints a figure and keeps it; the name says its unit. */
    public void add(String name, double value) {
        values.put(name, value);
        System.out.printf("  %-78s %s%s%n", name, number(value), change(name, value));
    }

    private String change(String name, double value) {
        if (options.compare() == null) {
            return "";
        }
        var before = JSON.readTree(options.compare()).path("figures").path(name);
        return before.isNumber() && before.asDouble() != 0
                ? String.format(Locale.ROOT, "  (%+.1f %%)", 100 * (value / before.asDouble() - 1))
                : "  (new)";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.3f", value);
    }

    private Map<String, Object> machine() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        var machine = new LinkedHashMap<String, Object>();
        machine.put("java", Runtime.version().toString());
        machine.put("system", system.getName() + " " + system.getArch());
        machine.put("processors", system.getAvailableProcessors());
        machine.put("load", system.getSystemLoadAverage());
        machine.put("seed", options.seed());
        return machine;
    }

    /** Writes the file that {@code --out} names; call it once, at the end. */
    public void keep() {
        var out = options.out();
        if (out != null) {
            write(out, JSON.valueToTree(Map.of("suite", suite, "machine", machine(), "figures", values)));
        }
    }

    private static void write(Path file, JsonNode figures) {
        try {
            Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(figures) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

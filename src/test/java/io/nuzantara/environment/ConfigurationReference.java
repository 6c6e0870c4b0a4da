package io.nuzantara.environment;

import io.nuzantara.environment.Variable.Group;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The tables of docs/configuration.md, made from the catalogue of variables and from Spring's metadata of our settings. */
final class ConfigurationReference {

    private ConfigurationReference() {}

    /** The page with fresh tables between its marks; the prose stays. */
    static String in(String page) {
        var fresh = page;
        for (var group : List.of(Group.KEPT, Group.OURS)) {
            fresh = between(fresh, mark(group), table(group));
        }
        for (var group : List.of(Group.OPEN_TELEMETRY, Group.COMMAND_LINE, Group.LAUNCHER)) {
            fresh = between(fresh, mark(group), shortTable(group));
        }
        return between(between(fresh, mark(Group.NO_EFFECT), withoutEffect()), "settings", settings());
    }

    private static String mark(Group group) {
        return "variables " + group.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String between(String page, String name, String table) {
        var begin = "<!-- begin: %s -->\n".formatted(name);
        var end = "<!-- end: %s -->".formatted(name);
        if (!page.contains(begin) || !page.contains(end)) {
            throw new IllegalStateException("the page has lost its marks " + begin + end);
        }
        var from = page.indexOf(begin) + begin.length();
        return page.substring(0, from) + table + page.substring(page.indexOf(end));
    }

    private static String table(Group group) {
        return rows(
                List.of("variable", "default", "meaning", "setting"),
                Catalogue.of(group)
                        .map(variable -> List.of(
                                name(variable),
                                variable.standard(),
                                variable.meaning(),
                                code(variable.requiredSetting()))));
    }

    private static String shortTable(Group group) {
        return rows(
                List.of("variable", "default", "meaning"),
                Catalogue.of(group).map(variable -> List.of(name(variable), variable.standard(), variable.meaning())));
    }

    private static String name(Variable variable) {
        return code(variable.name()) + (variable.secret() ? " (secret)" : "");
    }

    private static String withoutEffect() {
        return rows(
                List.of("variable", "why"),
                Catalogue.of(Group.NO_EFFECT).map(variable -> List.of(code(variable.name()), variable.meaning())));
    }

    /** Those that have no variable of their own. */
    private static String settings() {
        return rows(
                List.of("setting", "default", "meaning"),
                KnownSettings.all().stream()
                        .filter(setting -> text(setting, "name").startsWith("nuzantara."))
                        .filter(setting ->
                                Catalogue.behind(text(setting, "name")).isEmpty())
                        .sorted(Comparator.comparing(setting -> text(setting, "name")))
                        .map(setting -> List.of(
                                code(text(setting, "name")), standard(setting), prose(text(setting, "description")))));
    }

    private static String standard(JsonNode setting) {
        var value = setting.path("defaultValue").asString("");
        return value.isEmpty() ? "-" : code(value);
    }

    /** Javadoc as Markdown. */
    private static String prose(String javadoc) {
        return javadoc.replaceAll("\\{@code ([^}]*)}", "`$1`").replaceAll("\\s+", " ");
    }

    private static String text(JsonNode setting, String member) {
        return setting.path(member).asString("");
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String rows(List<String> heading, Stream<List<String>> rows) {
        var rule = heading.stream().map(_ -> "---").toList();
        return Stream.concat(Stream.of(heading, rule), rows)
                .map(cells -> cells.stream()
                        .map(cell -> cell.replace("|", "\\|"))
                        .collect(Collectors.joining(" | ", "| ", " |\n")))
                .map(row -> row.replace("| --- |", "|---|").replace(" --- |", "---|"))
                .collect(Collectors.joining());
    }
}

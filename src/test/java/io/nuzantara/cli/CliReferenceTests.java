package io.nuzantara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.benchmark.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code docs/reference/cli.md} names every command, sub-command and option that there is, and no other. */
class CliReferenceTests {

    private static final Path REFERENCE = Path.of("docs/reference/cli.md");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--?[a-z][a-z-]*");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private final Map<String, CommandLine> commands =
            new LinkedHashMap<>(new Nuzantara(CliReferenceTests.class, Surroundings.ofThisProcess())
                    .commands(List.of())
                    .getSubcommands());

    CliReferenceTests() {
        commands.put("bench", new CommandLine(new Bench()));
    }

    @Test
    void everyCommandHasItsRowAndEveryRowItsCommand() throws IOException {
        assertThat(commandRows().keySet()).containsExactlyInAnyOrderElementsOf(commands.keySet());
    }

    @Test
    void everySubCommandIsNamedInTheRowOfItsGroup() throws IOException {
        var rows = commandRows();

        commands.forEach((name, command) -> assertThat(documentedSubCommands(rows.getOrDefault(name, "")))
                .as(name)
                .containsAll(command.getSubcommands().keySet()));
        rows.forEach((name, cell) -> {
            var there = Objects.requireNonNull(commands.get(name), name)
                    .getSubcommands()
                    .keySet();
            if (!there.isEmpty()) {
                assertThat(there).as(name).containsAll(documentedSubCommands(cell));
            }
        });
    }

    @Test
    void everyOptionIsInTheRowOfItsCommandAndNoOther() throws IOException {
        var rows = commandRows();

        commands.forEach((name, command) -> assertThat(options(rows.getOrDefault(name, "")))
                .as("options of " + name)
                .containsExactlyInAnyOrderElementsOf(ownOptions(command)));
    }

    @Test
    void theOptionsOfEveryCommandAreInTheirTable() throws IOException {
        var documented = rows("## Options of every command").stream()
                .flatMap(cells -> options(cells.getFirst()).stream())
                .collect(Collectors.toSet());
        var common = CommandSpec.forAnnotatedObject(new Remote()).options();

        assertThat(common).allSatisfy(option -> assertThat(documented).containsAnyOf(option.names()));
        assertThat(documented)
                .isSubsetOf(common.stream()
                        .flatMap(option -> Arrays.stream(option.names()))
                        .collect(Collectors.toSet()));
    }

    /** What the command and its sub-commands have, beyond what all have. */
    private static Set<String> ownOptions(CommandLine command) {
        var common = CommandSpec.forAnnotatedObject(new Remote()).optionsMap().keySet();
        var own = new TreeSet<String>();
        command.getCommandSpec().options().stream().map(OptionSpec::longestName).forEach(own::add);
        command.getSubcommands().values().forEach(sub -> own.addAll(ownOptions(sub)));
        own.removeAll(common);
        return own;
    }

    private static Set<String> documentedSubCommands(String cell) {
        return CODE.matcher(cell)
                .results()
                .map(code -> code.group(1).replaceFirst(" .*", ""))
                .filter(word -> !word.startsWith("-"))
                .collect(Collectors.toSet());
    }

    private static Set<String> options(String cell) {
        return OPTION.matcher(cell)
                .results()
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The cell of the options of each command. */
    private static Map<String, String> commandRows() throws IOException {
        var rows = new LinkedHashMap<String, String>();
        for (var cells : rows("# Commands")) {
            rows.put(cells.getFirst().replaceAll("^`([a-z-]+).*", "$1"), cells.get(1));
        }
        return rows;
    }

    /** The rows of the first table below a heading, without its head. */
    private static List<List<String>> rows(String heading) throws IOException {
        return Files.readAllLines(REFERENCE).stream()
                .dropWhile(line -> !line.equals(heading))
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> Arrays.stream(line.split("(?<!\\\\)\\|", -1))
                        .skip(1)
                        .map(String::strip)
                        .toList())
                .toList();
    }
}

package io.nuzantara.deployment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * One instruction of a Dockerfile.
 *
 * @param keyword upper case
 * @param flags {@code --name=value}, in front of the rest; of a flag that is given twice the values, one a line
 * @param text the rest, continued lines joined by a space
 */
record Instruction(String keyword, Map<String, String> flags, String text) {

    private static final Pattern FLAG = Pattern.compile("--([a-z-]+)(?:=(\\S+))?\\s+");
    private static final JsonMapper JSON = new JsonMapper();

    static Instruction parse(String line) {
        var parts = line.strip().split("\\s+", 2);
        var rest = parts.length == 1 ? "" : parts[1];
        var flags = new LinkedHashMap<String, String>();
        var flag = FLAG.matcher(rest);
        while (flag.lookingAt()) {
            flags.merge(flag.group(1), flag.group(2) == null ? "" : flag.group(2), (a, b) -> a + "\n" + b);
            rest = rest.substring(flag.end());
            flag.reset(rest);
        }
        return new Instruction(parts[0].toUpperCase(Locale.ROOT), Map.copyOf(flags), rest.strip());
    }

    boolean is(String wanted) {
        return keyword.equals(wanted);
    }

    /** The words of the exec form {@code ["program", "argument"]}; none for the shell form. */
    List<String> exec() {
        var array = text.replaceFirst("^CMD\\s+", "");
        return array.startsWith("[") ? List.of(JSON.readValue(array, String[].class)) : List.of();
    }

    List<String> words() {
        return List.of(text.split("\\s+"));
    }

    /** {@code NAME=value NAME="value"} by name, as ENV, ARG and LABEL have them. */
    Map<String, String> assignments() {
        var assignments = new LinkedHashMap<String, String>();
        var matcher = Pattern.compile("([A-Za-z_][\\w.-]*)(?:=(\"[^\"]*\"|\\S*))?(?:\\s+|$)")
                .matcher(text);
        while (matcher.find()) {
            assignments.put(
                    matcher.group(1),
                    matcher.group(2) == null ? "" : matcher.group(2).replace("\"", ""));
        }
        return assignments;
    }
}

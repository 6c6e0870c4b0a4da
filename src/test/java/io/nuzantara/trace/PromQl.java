package io.nuzantara.trace;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What an expression of Prometheus asks for: metrics, conditions on their labels, labels it groups by. */
record PromQl(Set<String> metrics, List<Condition> conditions, Set<String> groups) {

    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][\\w:]*)\\s*\\{([^}]*)}");
    private static final Pattern CONDITION = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Pattern GROUPS = Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.$])[a-zA-Z_:][\\w:]*(?!\\s*\\(|[\\w:])");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "by", "without", "on");

    /** A condition on a label of a metric. */
    record Condition(String metric, String label, String operator, String value) {}

    static PromQl of(String expression) {
        var conditions = SELECTOR.matcher(expression)
                .results()
                .flatMap(selector -> CONDITION
                        .matcher(selector.group(2))
                        .results()
                        .map(each -> new Condition(selector.group(1), each.group(1), each.group(2), each.group(3))))
                .toList();
        var groups = GROUPS.matcher(expression)
                .results()
                .flatMap(each -> Arrays.stream(each.group(1).split(",")))
                .map(String::strip)
                .collect(Collectors.toCollection(TreeSet::new));
        return new PromQl(metrics(expression), conditions, groups);
    }

    private static Set<String> metrics(String expression) {
        var bare = GROUPS.matcher(expression)
                .replaceAll(" ")
                .replaceAll("\\{[^}]*}", " ")
                .replaceAll("\\[[^]]*]", " ")
                .replaceAll("\"[^\"]*\"", " ");
        return NAME.matcher(bare)
                .results()
                .map(match -> match.group())
                .filter(name -> !WORDS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

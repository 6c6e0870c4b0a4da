package io.nuzantara.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads migrations in their order and finds what the previous release could not live with: it still works on the database while the
 * next one is being deployed, and again after a way back.
 */
final class MigrationLint {

    private static final Pattern FILE = Pattern.compile("V(\\d+)__(contract_)?\\w+\\.sql");
    private static final Pattern CONTRACT =
            Pattern.compile("-- contracts V(\\d+), safe from release (\\d+\\.\\d+)\\R(?s).*");
    private static final String NAME = "(?:\"[^\"]+\"|[\\w.]+)";
    private static final Pattern CREATED = Pattern.compile(
            "CREATE (?:UNLOGGED |TEMP(?:ORARY)? )?TABLE (?:IF NOT EXISTS )?(?<table>" + NAME + ").*", Pattern.DOTALL);
    private static final Pattern ALTERED = Pattern.compile(
            "ALTER TABLE (?:IF EXISTS )?(?:ONLY )?(?<table>" + NAME + ") (?<actions>.*)", Pattern.DOTALL);
    private static final Pattern CHECK = Pattern.compile(
            "CONSTRAINT (?<name>" + NAME + ") CHECK ?\\((?<condition>(?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*)\\)");
    private static final Pattern VALUES = Pattern.compile("\\w+ IN \\((?<values>(?:'[^']*'(?:, ?)?)+)\\)");
    private static final Pattern DROPPED =
            Pattern.compile("DROP CONSTRAINT (?:IF EXISTS )?(?<name>" + NAME + ")(?: CASCADE)?");

    private static final Pattern FOREIGN_KEY =
            Pattern.compile("CONSTRAINT (?<name>" + NAME + ") (?:REFERENCES|FOREIGN KEY)\\b");

    private final Map<String, String> checks = new HashMap<>();
    private final Set<String> foreignKeys = new HashSet<>();
    private final Set<Integer> released;

    /** @param released versions that are in a release */
    MigrationLint(Set<Integer> released) {
        this.released = Set.copyOf(released);
    }

    /** Something that a migration must not do. */
    record Violation(String file, String what) {}

    /** A file and its text. */
    record Migration(String file, String sql) {
        int version() {
            var name = FILE.matcher(file);
            if (!name.matches()) {
                throw new IllegalArgumentException(file + " is no name of a migration");
            }
            return Integer.parseInt(name.group(1));
        }

        boolean isContract() {
            return file.contains("__contract_");
        }
    }

    /** What the files from a version on do wrong; earlier ones are only read for what there is. */
    List<Violation> violations(List<Migration> migrations, int from) {
        var found = new ArrayList<Violation>();
        for (var migration : migrations) {
            var violations = violations(migration);
            if (migration.version() >= from) {
                violations.forEach(what -> found.add(new Violation(migration.file(), what)));
            }
        }
        return found;
    }

    private List<String> violations(Migration migration) {
        var made = new HashSet<String>();
        var found = new ArrayList<String>();
        for (var statement : statements(migration.sql())) {
            found.addAll(violations(statement, made));
        }
        return migration.isContract() ? contract(migration) : found;
    }

    /** A contract may do all of that, once everything it takes away has been replaced in an earlier release. */
    private List<String> contract(Migration migration) {
        var header = CONTRACT.matcher(migration.sql());
        if (!header.matches()) {
            return List.of("does not begin with -- contracts V###, safe from release X.Y");
        }
        var expanded = Integer.parseInt(header.group(1));
        return released.contains(expanded)
                ? List.of()
                : List.of("contracts V%d, which is in no release yet".formatted(expanded));
    }

    private List<String> violations(String statement, Set<String> made) {
        var created = CREATED.matcher(statement);
        if (created.matches()) {
            made.add(created.group("table"));
            learnConstraints(statement);
            return List.of();
        }
        var altered = ALTERED.matcher(statement);
        if (altered.matches()) {
            return made.contains(altered.group("table")) ? List.of() : alterations(altered.group("actions"));
        }
        return words(statement).matches("(?s).*\\b(DROP|RENAME)\\b.*") ? List.of(shortened(statement)) : List.of();
    }

    private List<String> alterations(String actions) {
        var dropped = new HashMap<String, String>();
        var found = new ArrayList<String>();
        for (var action : parts(actions, ',')) {
            var violation = violation(action, dropped);
            if (violation != null) {
                found.add(violation);
            }
        }
        dropped.keySet().stream()
                .filter(name -> !foreignKeys.contains(name))
                .forEach(name -> found.add("DROP CONSTRAINT " + name));
        learnConstraints(actions);
        return found;
    }

    /**
     * A check that is dropped may come back in the same statement if it lets through all that it let through before. A foreign key
     * may go: without it more is let through. What it deleted along, the previous release must delete by itself, which is not seen here.
     */
    private @Nullable String violation(String action, Map<String, String> dropped) {
        var constraint = DROPPED.matcher(action);
        if (constraint.matches()) {
            dropped.put(constraint.group("name"), checks.getOrDefault(constraint.group("name"), ""));
            return null;
        }
        var check = CHECK.matcher(action);
        if (action.startsWith("ADD CONSTRAINT") && check.find()) {
            var before = dropped.remove(check.group("name"));
            return before != null && isWider(check.group("condition"), before) ? null : shortened(action);
        }
        return isTight(words(action)) ? shortened(action) : null;
    }

    /** A text in quotes says nothing, unless a block executes it. */
    private static String words(String statement) {
        return statement.contains("EXECUTE") ? statement : statement.replaceAll("'[^']*'", "''");
    }

    private static boolean isTight(String action) {
        if (action.matches("(?s)ADD (COLUMN )?(?!CONSTRAINT|PRIMARY|UNIQUE|FOREIGN|EXCLUDE|CHECK).*")) {
            return action.contains(" NOT NULL") && !action.matches("(?s).* (DEFAULT|GENERATED)\\b.*");
        }
        return takesAway(action) || action.matches("(?s)ALTER (COLUMN )?\\S+ TYPE .*");
    }

    private static boolean takesAway(String action) {
        return action.matches("(?s).*\\b(DROP|RENAME|SET NOT NULL|SET DATA TYPE|ADD CHECK)\\b.*")
                && !action.endsWith("DROP NOT NULL");
    }

    private static boolean isWider(String now, String before) {
        var values = values(now);
        return !values.isEmpty() && !values(before).isEmpty() && values.containsAll(values(before));
    }

    private static Set<String> values(String condition) {
        var list = VALUES.matcher(condition.strip());
        return list.matches()
                ? Pattern.compile("'[^']*'")
                        .matcher(list.group("values"))
                        .results()
                        .map(value -> value.group())
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private void learnConstraints(String sql) {
        FOREIGN_KEY.matcher(sql).results().forEach(key -> foreignKeys.add(key.group("name")));
        var check = CHECK.matcher(sql);
        while (check.find()) {
            checks.put(check.group("name"), check.group("condition"));
        }
    }

    private static String shortened(String statement) {
        return statement.length() > 100 ? statement.substring(0, 100) + "..." : statement;
    }

    /** The statements with single spaces and without comments; what blocks of code execute is read as statements too. */
    static List<String> statements(String sql) {
        var text = sql.replaceAll("--[^\\n]*", " ")
                .replaceAll("(?s)/\\*.*?\\*/", " ")
                .replaceAll("\\$\\w*\\$", ";");
        return parts(text, ';').stream()
                .map(statement -> statement.replaceAll("\\s+", " ").strip())
                .map(MigrationLint::upperCaseWords)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    /** Outside of quotes and brackets. */
    private static List<String> parts(String text, char separator) {
        var parts = new ArrayList<String>();
        var depth = 0;
        var quoted = false;
        var from = 0;
        for (var at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            quoted ^= character == '\'';
            depth += quoted ? 0 : character == '(' ? 1 : character == ')' ? -1 : 0;
            if (character == separator && !quoted && depth == 0) {
                parts.add(text.substring(from, at).strip());
                from = at + 1;
            }
        }
        parts.add(text.substring(from).strip());
        return parts;
    }

    /** Key words may be written in small letters. */
    private static String upperCaseWords(String statement) {
        return Pattern.compile(
                        "(?i)\\b(create|unlogged|temporary|temp|table|if|not|exists|alter|only|add|column|constraint|check|references|foreign|key|drop|rename|set|null|data|type|default|generated|in|cascade|to)\\b(?=(?:[^']*'[^']*')*[^']*$)")
                .matcher(statement)
                .replaceAll(word -> word.group().toUpperCase(Locale.ROOT));
    }
}

package io.nuzantara.readiness.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A table that a migration locks (PostgreSQL manual, 13.3).
 *
 * @param lock name of the strongest lock
 * @param bytes size with its indexes
 */
record LockedTable(String table, String lock, long bytes) {

    private static final String NAME = "(?:only\\s+)?(?:if\\s+exists\\s+)?(?:nuzantara\\.)?\"?([a-z_][a-z0-9_]*)\"?";

    /** From strong to weak: the first that matches a statement counts. */
    private static final Map<Pattern, String> LOCKS = locks();

    private static Map<Pattern, String> locks() {
        var locks = new LinkedHashMap<Pattern, String>();
        locks.put(pattern("alter\\s+table\\s+" + NAME + "\\s+validate"), "SHARE UPDATE EXCLUSIVE");
        locks.put(pattern("alter\\s+table\\s+" + NAME), "ACCESS EXCLUSIVE");
        locks.put(pattern("(?:drop\\s+table|truncate(?:\\s+table)?)\\s+" + NAME), "ACCESS EXCLUSIVE");
        locks.put(
                pattern("create\\s+(?:unique\\s+)?index\\s+concurrently\\s+.*?\\son\\s+" + NAME),
                "SHARE UPDATE EXCLUSIVE");
        locks.put(pattern("create\\s+(?:unique\\s+)?index\\s+.*?\\son\\s+" + NAME), "SHARE");
        locks.put(pattern("create\\s+(?:or\\s+replace\\s+)?trigger\\s+.*?\\son\\s+" + NAME), "SHARE ROW EXCLUSIVE");
        locks.put(pattern("(?:update|insert\\s+into|delete\\s+from)\\s+" + NAME), "ROW EXCLUSIVE");
        return locks;
    }

    private static Pattern pattern(String start) {
        return Pattern.compile("^\\s*" + start, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /** What the statements of a migration lock, without the tables that it makes itself. */
    static List<LockedTable> of(String sql) {
        var made = Pattern.compile("create\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?" + NAME, Pattern.CASE_INSENSITIVE)
                .matcher(sql)
                .results()
                .map(match -> match.group(1))
                .toList();
        var found = new ArrayList<LockedTable>();
        for (var statement : sql.replaceAll("(?m)--.*$", "").split(";", -1)) {
            LOCKS.entrySet().stream()
                    .flatMap(lock -> lock.getKey()
                            .matcher(statement)
                            .results()
                            .map(match -> new LockedTable(match.group(1), lock.getValue(), 0)))
                    .findFirst()
                    .filter(lock -> !made.contains(lock.table()) && !found.contains(lock))
                    .ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    LockedTable sized(long size) {
        return new LockedTable(table, lock, size);
    }

    /** Whether nobody can write while it lasts. */
    boolean blocksWriters() {
        return !lock.equals("SHARE UPDATE EXCLUSIVE") && !lock.equals("ROW EXCLUSIVE");
    }

    String words() {
        return "%s on %s (%.1f MB)".formatted(lock, table, bytes / 1_000_000.0);
    }
}

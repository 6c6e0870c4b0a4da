package io.nuzantara.execution;

import java.util.Map;

/** The schedules agents have, as people say them; any other cron expression stands for itself. */
final class CronWords {

    private static final Map<String, String> DAYS = Map.of(
            "MON",
            "Monday",
            "TUE",
            "Tuesday",
            "WED",
            "Wednesday",
            "THU",
            "Thursday",
            "FRI",
            "Friday",
            "SAT",
            "Saturday",
            "SUN",
            "Sunday");

    private CronWords() {}

    /** Words for six-field cron expressions such as {@code 0 0 4 * * *} (daily at 04:00). */
    static String of(String cron) {
        var fields = cron.split(" ", -1);
        if (fields.length != 6 || !fields[0].equals("0") || !fields[3].equals("*") || !fields[4].equals("*")) {
            return cron;
        }
        var everyDay = fields[5].equals("*");
        if (fields[2].startsWith("*/") && everyDay) {
            return "every " + fields[2].substring(2) + " hours";
        }
        if (!fields[1].matches("\\d{1,2}") || !fields[2].matches("\\d{1,2}")) {
            return cron;
        }
        var time = "%02d:%02d".formatted(Integer.parseInt(fields[2]), Integer.parseInt(fields[1]));
        var day = DAYS.get(fields[5]);
        return everyDay ? "daily at " + time : day == null ? cron : day + " at " + time;
    }
}

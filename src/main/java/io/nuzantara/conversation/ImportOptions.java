package io.nuzantara.conversation;

/**
 * How an import is read.
 *
 * @param source who sends: lower case letters, digits, {@code -} and {@code _}; identity of a row = (source, id)
 * @param timezone IANA name for times without a zone; empty = the business zone
 * @param country for telephone numbers, ISO 3166-1 alpha-2; empty = the setting
 * @param shift {@code none}, {@code now} or the instant, as RFC 3339, before which the newest event is moved by whole days
 * @param type of all files; empty = by header, else by file name
 * @param strict unknown columns are refused
 * @param keepSensitive columns named like passwords and card numbers are kept
 * @param dryRun everything is checked and counted, nothing is stored
 */
public record ImportOptions(
        String source,
        String timezone,
        String country,
        String shift,
        String type,
        boolean strict,
        boolean keepSensitive,
        boolean dryRun) {

    public static final String NO_SHIFT = "none";
    public static final String SHIFT_TO_NOW = "now";

    /** Source {@code import}, everything else by default. */
    public static ImportOptions defaults() {
        return new ImportOptions("import", "", "", NO_SHIFT, "", false, false, false);
    }

    public ImportOptions withShift(String target) {
        return new ImportOptions(source, timezone, country, target, type, strict, keepSensitive, dryRun);
    }

    public ImportOptions withSource(String name) {
        return new ImportOptions(name, timezone, country, shift, type, strict, keepSensitive, dryRun);
    }
}

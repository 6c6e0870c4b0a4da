package io.nuzantara.conversation;

import java.time.Instant;
import java.time.ZoneId;

/**
 * What holds for every row of one import.
 *
 * @param source who sends; identity of a row = (source, id)
 * @param zone of times without one
 * @param country of telephone numbers without a country code, ISO 3166-1 alpha-2
 * @param currency of amounts without one
 * @param now when the import was accepted
 * @param shiftDays how many days all times move
 * @param strict unknown columns are refused
 * @param keepSensitive columns named like passwords and card numbers are kept
 */
public record ImportContext(
        String source,
        ZoneId zone,
        String country,
        String currency,
        Instant now,
        long shiftDays,
        boolean strict,
        boolean keepSensitive) {

    ImportContext shiftedBy(long days) {
        return new ImportContext(source, zone, country, currency, now, days, strict, keepSensitive);
    }
}

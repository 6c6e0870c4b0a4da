package io.nuzantara.trainer;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored comparison of well and badly rated conversations.
 *
 * @param status {@code insufficient_data}, {@code nothing_addressable}, {@code check_failed}, {@code already_open} or
 *     {@code not_evaluated}
 * @param featureSet name of the pre-declared features
 * @param daysBack the window asked for
 * @param windowDays the window taken
 * @param nTotal conversations of the window
 * @param nRated rated ones
 * @param nHigh good ones that count
 * @param nLow bad ones that count
 * @param nMiddle others that count
 * @param nDropped left out: the client has newer ones of the same class
 * @param staffLed left out: people wrote most answers
 * @param unanswered left out: the assistant wrote nothing
 * @param discoveryHigh good ones in the part that decides
 * @param discoveryLow bad ones there
 * @param coverage rated / total
 * @param detectableDelta smallest effect found with 80 % probability; null when nothing was tested
 * @param windowsTried as {@code days: good / bad}
 * @param warnings limits of this analysis, for people
 */
public record Analysis(
        UUID id,
        @Nullable UUID executionId,
        Instant createdAt,
        String status,
        String featureSet,
        int daysBack,
        int windowDays,
        Instant windowFrom,
        Instant windowTo,
        int nTotal,
        int nRated,
        int nHigh,
        int nLow,
        int nMiddle,
        int nDropped,
        int staffLed,
        int unanswered,
        int discoveryHigh,
        int discoveryLow,
        double coverage,
        double highFrom,
        double lowBelow,
        @Nullable Double detectableDelta,
        List<String> windowsTried,
        List<String> warnings) {}

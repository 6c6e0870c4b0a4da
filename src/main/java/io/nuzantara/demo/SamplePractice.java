package io.nuzantara.demo;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One line of {@code practices.csv} before it has its id. */
record SamplePractice(
        String clientId,
        Offer offer,
        String status,
        BigDecimal price,
        String currency,
        @Nullable BigDecimal paidAmount,
        String paymentStatus,
        Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable LocalDate expiryDate,
        @Nullable LocalDate nextRenewalDate) {}

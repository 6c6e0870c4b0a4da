package io.nuzantara.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What each client bought: services with prices, payments, and permits that run out and are renewed. */
final class PracticeBook {

    static final ZoneId ZONE = ZoneId.of("Asia/Makassar");

    private static final BigDecimal RUPIAH_PER_USD = BigDecimal.valueOf(16_000);
    private static final BigDecimal RUPIAH_PER_EUR = BigDecimal.valueOf(17_500);
    private static final int RENEWAL_LEAD_DAYS = 30;

    private final Catalogue catalogue;
    private final Instant now;
    private final RandomGenerator random;

    PracticeBook(Catalogue catalogue, Instant now, RandomGenerator random) {
        this.catalogue = catalogue;
        this.now = now;
        this.random = random;
    }

    List<SamplePractice> of(List<SampleClient> clients) {
        return clients.stream().flatMap(client -> of(client).stream()).toList();
    }

    private List<SamplePractice> of(SampleClient client) {
        int count = client.portfolio().practices.draw(random);
        var practices = new ArrayList<SamplePractice>();
        while (practices.size() < count) {
            var practice = practice(client, catalogue.any(random), start(client));
            practices.add(practice);
            renew(client, practice, practices, count);
        }
        return practices;
    }

    private Instant start(SampleClient client) {
        int latest = client.lastContactDays() + 1;
        return daysAgo(random.nextInt(latest, Math.max(latest + 1, client.tenureDays())));
    }

    /** Follows a permit through its renewals until the client stopped coming or the count is reached. */
    private void renew(SampleClient client, SamplePractice first, List<SamplePractice> practices, int count) {
        var last = first;
        while (practices.size() < count && last.nextRenewalDate() != null && Draw.chance(0.75, random)) {
            var start = last.nextRenewalDate().atTime(10, 0).atZone(ZONE).toInstant();
            if (start.isAfter(daysAgo(client.lastContactDays() + 1))) {
                return;
            }
            last = practice(client, last.offer(), start);
            practices.add(last);
        }
    }

    private SamplePractice practice(SampleClient client, Offer offer, Instant start) {
        var status = status(client, offer, start);
        var completed = status.equals("completed") ? completion(offer, start) : null;
        var currency = currency(client);
        var price = priced(Change.price(offer, start, now), currency);
        var payment = payment(status);
        var expiry = completed == null || offer.termMonths() == 0
                ? null
                : completed.atZone(ZONE).toLocalDate().plusMonths(offer.termMonths());
        return new SamplePractice(
                client.id(),
                offer,
                status,
                price,
                currency,
                paid(payment, price),
                payment,
                start,
                completed,
                expiry,
                renewal(expiry, offer));
    }

    private String status(SampleClient client, Offer offer, Instant start) {
        if (client.portfolio() == Portfolio.NEWCOMER) {
            return Draw.one(List.of("inquiry", "quotation_sent", "payment_pending"), random);
        }
        var age = Duration.between(start, now).toDays();
        if (age > offer.days() * 1.3 + 5) {
            return Draw.chance(0.93, random) || client.portfolio().isQuiet() ? "completed" : "cancelled";
        }
        return Draw.one(
                List.of("payment_pending", "in_progress", "waiting_documents", "submitted_to_gov", "approved"), random);
    }

    private Instant completion(Offer offer, Instant start) {
        return start.plus(Duration.ofHours(Math.round(offer.days() * random.nextDouble(0.7, 1.25) * 24)));
    }

    private String currency(SampleClient client) {
        if (client.language() == Language.ID || !Draw.chance(0.12, random)) {
            return "IDR";
        }
        return client.language() == Language.IT ? "EUR" : "USD";
    }

    private static BigDecimal priced(BigDecimal rupiah, String currency) {
        return switch (currency) {
            case "USD" -> rupiah.divide(RUPIAH_PER_USD, 0, RoundingMode.HALF_UP);
            case "EUR" -> rupiah.divide(RUPIAH_PER_EUR, 0, RoundingMode.HALF_UP);
            default -> rupiah;
        };
    }

    private String payment(String status) {
        return switch (status) {
            case "completed" -> Draw.chance(0.96, random) ? "paid" : "partial";
            case "approved", "submitted_to_gov" -> "paid";
            case "in_progress", "waiting_documents" -> "partial";
            case "cancelled" -> Draw.chance(0.4, random) ? "refunded" : "unpaid";
            default -> "unpaid";
        };
    }

    private static @Nullable BigDecimal paid(String payment, BigDecimal price) {
        return switch (payment) {
            case "paid" -> price;
            case "partial" -> price.divide(BigDecimal.TWO, 0, RoundingMode.DOWN);
            case "refunded" -> BigDecimal.ZERO;
            default -> null;
        };
    }

    private static @Nullable LocalDate renewal(@Nullable LocalDate expiry, Offer offer) {
        return expiry == null || offer.termMonths() < 6 ? null : expiry.minusDays(RENEWAL_LEAD_DAYS);
    }

    private Instant daysAgo(int days) {
        return now.minus(Duration.ofDays(days)).minus(Duration.ofMinutes(random.nextInt(600)));
    }
}

package io.nuzantara.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** Who writes when about what: busier in the last weeks, in the business's opening hours, topics evenly spread. */
final class Agenda {

    private static final int OLDEST_DAYS = 330;
    private static final Duration LONGEST = Duration.ofHours(5);

    private final Instant now;
    private final RandomGenerator random;
    private List<Topic> topics = List.of();

    Agenda(Instant now, RandomGenerator random) {
        this.now = now;
        this.random = random;
    }

    /** All conversations in the order of time. */
    List<Slot> of(List<SampleClient> clients) {
        var slots = new ArrayList<Slot>();
        for (var client : clients) {
            int count = client.portfolio().conversations.draw(random);
            for (int i = 0; i < count; i++) {
                slots.add(new Slot(client, topic(), start(client)));
            }
        }
        slots.sort(Comparator.comparing(Slot::startedAt)
                .thenComparing(slot -> slot.client().id()));
        return slots;
    }

    private Topic topic() {
        if (topics.isEmpty()) {
            topics = Draw.shuffled(List.of(Topic.values()), random);
        }
        var topic = topics.getFirst();
        topics = topics.subList(1, topics.size());
        return topic;
    }

    private Instant start(SampleClient client) {
        int first = Math.min(OLDEST_DAYS, client.tenureDays() - 1);
        int last = Math.min(client.lastContactDays(), first - 1);
        int daysAgo = daysAgo();
        if (daysAgo < last || daysAgo > first) {
            daysAgo = random.nextInt(last, first);
        }
        return openingHours(daysAgo);
    }

    private int daysAgo() {
        var part = random.nextDouble();
        if (part < 0.45) {
            return random.nextInt(0, 30);
        }
        return part < 0.75 ? random.nextInt(30, 90) : random.nextInt(90, OLDEST_DAYS);
    }

    private Instant openingHours(int daysAgo) {
        var start = now.atZone(PracticeBook.ZONE)
                .toLocalDate()
                .minusDays(daysAgo)
                .atTime(random.nextInt(8, 20), random.nextInt(60), random.nextInt(60))
                .atZone(PracticeBook.ZONE)
                .toInstant();
        return start.isAfter(now.minus(LONGEST)) ? start.minus(Duration.ofDays(1)) : start;
    }
}

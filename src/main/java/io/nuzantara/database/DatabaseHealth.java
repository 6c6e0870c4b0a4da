package io.nuzantara.database;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** What the last probe said; asking the pool itself could hang as long as the database does. */
final class DatabaseHealth implements HealthIndicator {

    private final Availability availability;

    DatabaseHealth(Availability availability) {
        this.availability = availability;
    }

    @Override
    public Health health() {
        return availability.isUp() ? Health.up().build() : Health.down().build();
    }
}

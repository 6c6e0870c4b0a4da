package io.nuzantara.database;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether requests can be served: the database answers and its schema is current, and nothing else. What the last probe said, at
 * most a second ago; asking the pool itself could hang as long as the database does.
 */
final class DatabaseHealth implements HealthIndicator {

    private final Availability availability;

    DatabaseHealth(Availability availability) {
        this.availability = availability;
    }

    @Override
    public Health health() {
        return availability.isUp() && availability.isCurrent()
                ? Health.up().build()
                : Health.down().build();
    }
}

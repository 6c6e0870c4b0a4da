package io.nuzantara.demo;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which sample business a data directory holds.
 *
 * @param toldAt the time its instants lie before
 * @param execution the import that brought it in; absent until that has been started
 */
public record DemoRecord(
        long seed, int clients, Instant toldAt, @Nullable UUID execution) {

    DemoRecord importedBy(UUID execution) {
        return new DemoRecord(seed, clients, toldAt, execution);
    }
}

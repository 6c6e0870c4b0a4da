package io.nuzantara.database;

import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The database of this service, as its probe sees it: asking the pool could hang as long as the database does. */
@Component
class OwnDatabase implements DatabaseLook {

    private static final String FIX =
            "Start the server again, or let this machine reach it: psql \"$DATABASE_URL\" -c 'SELECT 1'";

    private final Availability availability;
    private final DatabaseReach.Open open;

    OwnDatabase(
            Availability availability,
            DataSource connections,
            DatabaseConfiguration.Connected connected,
            @Value("${nuzantara.database-url:false}") String external) {
        this.availability = availability;
        this.open = new DatabaseReach.Open(connections, connected.url(), external.equals("false"));
    }

    @Override
    public DatabaseReach now() {
        return availability.isUp()
                ? open
                : new DatabaseReach.Closed("The database %s does not answer.".formatted(open.address()), FIX);
    }
}

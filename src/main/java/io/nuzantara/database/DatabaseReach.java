package io.nuzantara.database;

import javax.sql.DataSource;

/** Whether the database can be asked now. */
public sealed interface DatabaseReach {

    /**
     * It answers.
     *
     * @param connections connections as the service uses them
     * @param address where it is, fit for people
     * @param embedded whether it is the server of the data directory
     */
    record Open(DataSource connections, DatabaseUrl address, boolean embedded) implements DatabaseReach {}

    /** It should answer and does not. */
    record Closed(String sentence, String fix) implements DatabaseReach {}

    /** It runs only together with the service, which does not run. */
    record Asleep(String sentence) implements DatabaseReach {}
}

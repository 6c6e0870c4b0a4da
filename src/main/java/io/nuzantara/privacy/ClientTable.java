package io.nuzantara.privacy;

import io.nuzantara.database.RecordMapper;
import io.nuzantara.privacy.ClientItems.Client;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The client table in memory. Whether it has changed is asked each time: a client imported a moment ago must not slip through. */
@Repository
class ClientTable {

    private final JdbcClient jdbc;
    private volatile @Nullable Loaded loaded;

    ClientTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Loaded(long version, ClientItems items) {}

    ClientItems items() {
        var version = version();
        var known = loaded;
        return known != null && known.version() == version ? known.items() : load();
    }

    /** Counted by the database in the transaction of each change. */
    private long version() {
        return jdbc.sql("SELECT version FROM crm_clients_version")
                .query(Long.class)
                .single();
    }

    /** The version is read before the clients: a change in between has another version, so they are read again next time. */
    private synchronized ClientItems load() {
        var version = version();
        var known = loaded;
        if (known != null && known.version() == version) {
            return known.items();
        }
        var items = new ClientItems(jdbc.sql("SELECT name, email, phone, whatsapp FROM crm_clients")
                .query(RecordMapper.of(Client.class))
                .list());
        loaded = new Loaded(version, items);
        return items;
    }
}

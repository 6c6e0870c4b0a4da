package io.nuzantara.privacy;

import io.nuzantara.privacy.ClientItems.Client;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
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

    /** By which a change is seen. */
    record Version(
            long clients,
            @Nullable OffsetDateTime changedAt,
            @Nullable Long newest) {}

    private record Loaded(Version version, ClientItems items) {}

    ClientItems items() {
        var version = version();
        var known = loaded;
        return known != null && Objects.equals(known.version(), version) ? known.items() : load(version);
    }

    private Version version() {
        return jdbc.sql("SELECT count(*) AS clients, max(updated_at) AS changed_at, max(id) AS newest FROM crm_clients")
                .query(new DataClassRowMapper<>(Version.class))
                .single();
    }

    /** A change while it is read has another version, so it is read again next time. */
    private synchronized ClientItems load(Version version) {
        var known = loaded;
        if (known != null && known.version().equals(version)) {
            return known.items();
        }
        var items = new ClientItems(jdbc.sql("SELECT name, email, phone, whatsapp FROM crm_clients")
                .query(new DataClassRowMapper<>(Client.class))
                .list());
        loaded = new Loaded(version, items);
        return items;
    }
}

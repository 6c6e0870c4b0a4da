package io.nuzantara.security.web;

import io.nuzantara.database.Availability;
import io.nuzantara.database.Outages;
import io.nuzantara.security.Caller;
import io.nuzantara.security.shedding.KnownTokens;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Who shows a token where metrics are read. While the database does not answer, whoever read them within the day before reads on,
 * because it is then that somebody must be told; a token that was revoked is refused once the database answers again. Where everybody may
 * read, a token that cannot be looked up keeps nobody out.
 */
@Component
class MetricsCallers {

    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final MetricsReaders metrics;
    private final BearerFilter.Authentications authentications;
    private final Availability availability;
    private final KnownTokens readers = new KnownTokens(REMEMBERED, System::nanoTime);

    MetricsCallers(MetricsReaders metrics, BearerFilter.Authentications authentications, Availability availability) {
        this.metrics = metrics;
        this.authentications = authentications;
        this.availability = availability;
    }

    /** The caller; empty when the token is nobody's. Takes no longer than the database has to answer its probe. */
    Optional<Caller> of(String token) {
        try (var _ = availability.guard()) {
            var caller = authentications.of(token);
            remember(token, caller);
            return caller;
        } catch (DataAccessException e) {
            if (!Outages.isOutage(e)) {
                throw e;
            }
            return remembered(token, e);
        }
    }

    private Optional<Caller> remembered(String token, DataAccessException outage) {
        var reader = reader(token);
        if (reader.isEmpty() && !metrics.areForEverybody()) {
            throw outage;
        }
        return reader;
    }

    private void remember(String token, Optional<Caller> caller) {
        caller.filter(known -> known.permissions().contains(MetricsReaders.PERMISSION))
                .ifPresentOrElse(reader -> readers.accepted(token, reader.name()), () -> readers.refused(token));
    }

    /** Of all that the token may do only this is remembered. */
    private Optional<Caller> reader(String token) {
        return readers.nameOf(token).map(name -> new Caller(name, Set.of(MetricsReaders.PERMISSION)));
    }
}

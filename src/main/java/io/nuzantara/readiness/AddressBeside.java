package io.nuzantara.readiness;

import io.nuzantara.database.DataDirectory;
import io.nuzantara.readiness.check.OwnAddress;
import java.net.URI;
import java.util.Optional;
import org.springframework.core.env.Environment;

/** A service that another process may be, as its data directory shows it. */
final class AddressBeside implements OwnAddress {

    private static final String PLAIN = "http://[^\\s/]{1,200}";

    private final Environment settings;
    private final DataDirectory data;

    AddressBeside(Environment settings, DataDirectory data) {
        this.settings = settings;
        this.data = data;
    }

    /** Written once the service answers, removed when it stops. */
    @Override
    public Optional<URI> address() {
        return data.read("service.url").filter(url -> url.matches(PLAIN)).map(URI::create);
    }

    @Override
    public Optional<String> token() {
        var configured =
                settings.getProperty("nuzantara.security.service-token", "").strip();
        return configured.isEmpty() ? data.read("service.token") : Optional.of(configured);
    }

    @Override
    public boolean isThisProcess() {
        return false;
    }
}

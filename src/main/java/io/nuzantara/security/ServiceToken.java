package io.nuzantara.security;

import io.nuzantara.database.DataDirectory;
import io.nuzantara.database.StartRefused;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What our services show each other: the configured text, else one made at every start and written to
 * {@code service.token}, which only the owner of the data directory can read. The one before is accepted as well while it is
 * configured, so that the services may change it one after the other.
 */
@Component
public class ServiceToken implements DisposableBean {

    private static final String FILE = "service.token";
    private static final int SHORTEST = 32;

    private final Secret token;
    private final Optional<Secret> previous;
    private final Optional<DataDirectory> writtenTo;

    ServiceToken(SecuritySettings settings, DataDirectory data, @Value("${nuzantara.role}") String role) {
        var configured = settings.serviceToken();
        previous = Optional.ofNullable(settings.previousServiceToken());
        refuseShort("NUZANTARA_SERVICE_TOKEN", configured);
        refuseShort("NUZANTARA_PREVIOUS_SERVICE_TOKEN", settings.previousServiceToken());
        if (configured == null && role.equals("orchestrator")) {
            throw new StartRefused(
                    "NUZANTARA_SERVICE_TOKEN is not set: role orchestrator needs the same one as role agents.");
        }
        token = configured == null ? random() : configured;
        writtenTo = configured == null ? Optional.of(data) : Optional.empty();
        writtenTo.ifPresent(directory -> directory.writePrivate(FILE, token.reveal()));
    }

    private static void refuseShort(String variable, @Nullable Secret token) {
        if (token != null && token.reveal().length() < SHORTEST) {
            throw new StartRefused("%s is too short: it must have at least 32 characters.".formatted(variable));
        }
    }

    private static Secret random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Secret.of(HexFormat.of().formatHex(bytes));
    }

    /** The text for the {@code Authorization: Bearer} header of a call to another service of ours; never logged. */
    public String value() {
        return token.reveal();
    }

    /** The caller, when this is the token of our services, or the one before. */
    public Optional<Caller> authenticate(String candidate) {
        return isOurs(candidate) ? Optional.of(new Caller("service", Permissions.SERVICE)) : Optional.empty();
    }

    private boolean isOurs(String candidate) {
        return token.matches(candidate)
                || previous.filter(before -> before.matches(candidate)).isPresent();
    }

    @Override
    public void destroy() {
        writtenTo.ifPresent(directory -> directory.delete(FILE));
    }
}

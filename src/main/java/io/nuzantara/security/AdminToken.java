package io.nuzantara.security;

import io.nuzantara.database.DataDirectory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The token in {@code admin.token} for the person who started the service on this machine: only while the service is bound
 * to loopback, new at each start, revoked when it stops.
 */
@Component
class AdminToken implements SmartLifecycle {

    private static final String FILE = "admin.token";

    private final Tokens tokens;
    private final DataDirectory data;
    private final Exposure exposure;
    private volatile boolean running;

    AdminToken(Tokens tokens, DataDirectory data, Exposure exposure) {
        this.tokens = tokens;
        this.data = data;
        this.exposure = exposure;
    }

    @Override
    public void start() {
        revoke();
        if (exposure.loopback()) {
            data.writePrivate(FILE, tokens.createLocal().text().reveal());
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        revoke();
    }

    /** Also the one of a process that was killed. */
    private void revoke() {
        data.read(FILE).ifPresent(tokens::revokeText);
        data.delete(FILE);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server takes requests, and until after it has stopped. */
    @Override
    public int getPhase() {
        return 0;
    }
}

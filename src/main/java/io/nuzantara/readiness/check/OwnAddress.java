package io.nuzantara.readiness.check;

import java.net.URI;
import java.util.Optional;

/** The service of this data directory, as seen from this machine. */
public interface OwnAddress {

    /** Where it answers; empty when none runs, or none that speaks plain HTTP. */
    Optional<URI> address();

    /** What our services show each other; never shown to anybody else. */
    Optional<String> token();

    /** Whether this process is that service. */
    boolean isThisProcess();
}

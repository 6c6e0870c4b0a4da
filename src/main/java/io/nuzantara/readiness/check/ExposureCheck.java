package io.nuzantara.readiness.check;

import io.nuzantara.database.StartRefused;
import io.nuzantara.security.Exposure;

/** Who can reach the service, and whether others could read along. */
final class ExposureCheck implements Check {

    private final Site site;

    ExposureCheck(Site site) {
        this.site = site;
    }

    @Override
    public String id() {
        return "exposure";
    }

    @Override
    public Group group() {
        return Group.SETTINGS;
    }

    @Override
    public Verdict run() {
        try {
            var exposure = Exposure.of(site.settings());
            return new Verdict.Pass(
                    exposure.loopback()
                            ? "Only this machine reaches it."
                            : "Others reach it over TLS, under: %s."
                                    .formatted(String.join(
                                            ", ",
                                            exposure.hosts().stream().sorted().toList())));
        } catch (StartRefused e) {
            return new Verdict.Fail(
                    e.sentence(),
                    "SERVER_ADDRESS=127.0.0.1, or NUZANTARA_TRUSTED_PROXIES=ADDRESS of the proxy in front that speaks TLS");
        }
    }
}

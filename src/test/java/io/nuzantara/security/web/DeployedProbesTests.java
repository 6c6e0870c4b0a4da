package io.nuzantara.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.deployment.DeploymentFiles;
import io.nuzantara.http.OpenPaths;
import org.junit.jupiter.api.Test;

class DeployedProbesTests {

    /** They are open to everybody, under any name in Host, and answer without a redirect. */
    @Test
    void whatTheDeploymentAsksForIsAProbeOfOurs() {
        assertThat(DeploymentFiles.healthPaths())
                .hasSizeGreaterThan(6)
                .allSatisfy((_, path) ->
                        assertThat(OpenPaths.isProbe(path)).as(path).isTrue());
    }
}

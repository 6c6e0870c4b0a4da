package io.nuzantara.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuzantara.deployment.DeploymentFiles;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeployedProbesTests {

    /** They are open to everybody, under any name in Host, and answer without a redirect. */
    @Test
    void whatTheDeploymentAsksForIsAProbeOfOurs() {
        assertThat(DeploymentFiles.healthPaths())
                .hasSizeGreaterThan(6)
                .allSatisfy((_, path) -> assertThat(List.of(Chains.PROBES)).contains(path));
    }
}

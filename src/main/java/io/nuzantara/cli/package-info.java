/** The nuzantara commands: clients of a running service, and the two that are the service. */
@ApplicationModule(
        allowedDependencies = {
            "build",
            "database",
            "environment",
            "database :: backup",
            "security",
            "api",
            "execution",
            "conversation",
            "alert",
            "llm",
            "telemetry",
            "trainer",
            "nurture",
            "clientvalue",
            "knowledge",
            "optimizer",
            "orchestrator",
            "readiness",
            "readiness :: profile",
            "dashboard",
            "demo"
        })
@NullMarked
package io.nuzantara.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

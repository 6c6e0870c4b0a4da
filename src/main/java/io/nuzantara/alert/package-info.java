/** Alerts to people: Slack where it is configured, the log otherwise. */
@ApplicationModule(allowedDependencies = {"database", "security", "api", "execution", "http"})
@NullMarked
package io.nuzantara.alert;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

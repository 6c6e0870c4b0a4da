package io.nuzantara.alert;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where alerts go.
 *
 * @param slackWebhookUrl address of a Slack incoming webhook, a secret; absent = the log
 */
@ConfigurationProperties("nuzantara.alert")
record AlertSettings(@Nullable String slackWebhookUrl) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "AlertSettings[slackWebhookUrl=" + (slackWebhookUrl == null ? "none" : "set") + "]";
    }
}

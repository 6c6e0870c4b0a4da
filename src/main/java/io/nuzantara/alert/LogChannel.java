package io.nuzantara.alert;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log: the channel where no Slack is configured, and the place of what Slack does not take. */
class LogChannel implements Channel {

    private static final Logger log = LoggerFactory.getLogger(LogChannel.class);

    @Override
    public String name() {
        return "log";
    }

    @Override
    public Duration interval() {
        return Duration.ZERO;
    }

    @Override
    public boolean isLastResort() {
        return true;
    }

    @Override
    public Result send(Notice notice) {
        if (notice.recovery()) {
            log.info("Alert {} {}", notice.cause(), notice.line());
        } else {
            switch (notice.severity()) {
                case CRITICAL -> log.error("Alert {} {} ({})", notice.cause(), notice.line(), notice.link());
                case WARNING -> log.warn("Alert {} {} ({})", notice.cause(), notice.line(), notice.link());
            }
        }
        return new Result.Delivered();
    }
}

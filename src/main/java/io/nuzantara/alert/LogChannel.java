package io.nuzantara.alert;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log, where no Slack is configured. */
class LogChannel implements Channel {

    private static final Logger log = LoggerFactory.getLogger(LogChannel.class);

    @Override
    public String name() {
        return "log";
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

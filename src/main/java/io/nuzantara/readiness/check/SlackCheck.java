package io.nuzantara.readiness.check;

import io.nuzantara.alert.SlackAccess;
import io.nuzantara.alert.SlackQuestion;
import java.util.Optional;

/** Whether alerts reach Slack. */
final class SlackCheck implements Check {

    private static final String FIX =
            "SLACK_WEBHOOK_URL=address of an incoming webhook: api.slack.com/apps, your app, Incoming Webhooks";

    private final Site site;

    SlackCheck(Site site) {
        this.site = site;
    }

    @Override
    public String id() {
        return "slack";
    }

    @Override
    public Group group() {
        return Group.OUTSIDE;
    }

    @Override
    public Verdict run() {
        var webhook = site.settings().getProperty("nuzantara.alert.slack-webhook-url", "");
        var silent = webhook.isBlank() ? Optional.<Verdict>empty() : site.unasked("Slack is not asked");
        return silent.orElseGet(() -> told(SlackQuestion.ask(webhook, site.patience())));
    }

    private static Verdict told(SlackAccess access) {
        return switch (access) {
            case SlackAccess.NotConfigured _ -> new Verdict.Warn("No webhook is set: alerts go to the log alone.", FIX);
            case SlackAccess.Granted _ -> new Verdict.Pass("Slack takes alerts; nothing was posted to find out.");
            case SlackAccess.Refused(var reason) ->
                new Verdict.Fail("Slack takes nothing from us: %s. Alerts go to the log.".formatted(reason), FIX);
            case SlackAccess.Unreachable(var reason) ->
                new Verdict.Warn(
                        "Slack cannot be reached: %s. Alerts wait.".formatted(reason),
                        "Let this machine reach it; try: curl -sS -o /dev/null https://hooks.slack.com");
            case SlackAccess.Misconfigured(var sentence) -> new Verdict.Fail(sentence, FIX);
        };
    }
}

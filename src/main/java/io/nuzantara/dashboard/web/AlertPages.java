package io.nuzantara.dashboard.web;

import io.nuzantara.alert.AlertLog;
import io.nuzantara.dashboard.web.AlertsPage.AlertRow;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The alerts: what lasts, what is over, who was told. */
@Controller
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class AlertPages {

    private static final int SHOWN = 50;

    private final AlertLog log;
    private final Words words;

    AlertPages(AlertLog log, Words words) {
        this.log = log;
        this.words = words;
    }

    @GetMapping("/alerts")
    String list(@RequestParam(required = false) @Nullable Long before, Locale locale, Model model) {
        model.addAttribute("page", page(before, words.in(locale)));
        return "dashboard/alerts";
    }

    private AlertsPage page(@Nullable Long before, Wording words) {
        var delivery = log.delivery();
        var found = log.newest(false, before, SHOWN);
        return new AlertsPage(
                words.of("alerts.channel." + delivery.name(), delivery.waiting()),
                trouble(delivery, words),
                found.stream().map(entry -> row(entry, words)).toList(),
                found.size() < SHOWN
                        ? null
                        : "/alerts?before=" + found.getLast().id());
    }

    private static @Nullable String trouble(AlertLog.Delivery delivery, Wording words) {
        var since = delivery.since();
        var error = delivery.error();
        return since == null || error == null || delivery.state().equals("ok")
                ? null
                : words.of("alerts." + delivery.state(), words.moment(since).text(), error);
    }

    private static AlertRow row(AlertLog.Entry entry, Wording words) {
        var until = entry.recoveredAt();
        var channel = entry.channel();
        return new AlertRow(
                state(entry, words),
                entry.title(),
                entry.text(),
                entry.link(),
                words.moment(entry.raisedAt()),
                until == null ? null : words.moment(until),
                channel == null ? words.of("alerts.not-told") : words.name("check.value", channel));
    }

    static State state(AlertLog.Entry entry, Wording words) {
        if (entry.recoveredAt() != null) {
            return new State("tick", "muted", words.of("alerts.over"));
        }
        return entry.severity().equals("critical")
                ? new State("cross", "bad", words.of("alerts.critical"))
                : new State("cross", "warn", words.of("alerts.warning"));
    }
}

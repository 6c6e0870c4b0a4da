package io.nuzantara.alert.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nuzantara.alert.AlertLog;
import io.nuzantara.alert.AlertLog.Delivery;
import io.nuzantara.alert.AlertLog.Entry;
import io.nuzantara.security.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists alerts; nodes of every role answer. */
@RestController
class AlertsController {

    private static final int MAX_LIMIT = 200;

    private final AlertLog log;

    AlertsController(AlertLog log) {
        this.log = log;
    }

    /**
     * A page of alerts, newest first.
     *
     * @param delivery how the channel does that they go to
     * @param nextCursor where the next page begins; absent on the last one
     */
    record AlertPage(
            Delivery delivery,
            List<Entry> alerts,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String nextCursor) {}

    @GetMapping("/api/alerts")
    @PreAuthorize("hasAuthority('execution:read')")
    AlertPage list(
            @RequestParam(defaultValue = "all") String state,
            @RequestParam(defaultValue = "20") String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var most = limit(limit);
        var page = log.newest(isOpen(state), cursor == null ? null : place(cursor), most + 1);
        var shown = page.subList(0, Math.min(most, page.size()));
        return new AlertPage(
                log.delivery(),
                shown,
                page.size() > most ? Long.toString(shown.getLast().id(), 36) : null);
    }

    private static boolean isOpen(String state) {
        return switch (state) {
            case "open" -> true;
            case "all" -> false;
            default -> throw invalid("state", "it must be open or all");
        };
    }

    private static int limit(String text) {
        var number = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > MAX_LIMIT) {
            throw invalid("limit", "it must be a whole number from 1 to " + MAX_LIMIT);
        }
        return number;
    }

    private static long place(String cursor) {
        if (!cursor.matches("[0-9a-z]{1,12}")) {
            throw invalid("cursor", "it must be the next_cursor of the page before");
        }
        return Long.parseLong(cursor, 36);
    }

    private static Problem invalid(String parameter, String reason) {
        return new Problem(
                HttpStatus.BAD_REQUEST,
                "parameter-invalid",
                "A parameter is not valid",
                parameter + ": " + reason + ".",
                List.of(new Problem.Invalid("/" + parameter, reason)));
    }
}

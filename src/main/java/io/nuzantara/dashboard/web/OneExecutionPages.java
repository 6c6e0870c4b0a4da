package io.nuzantara.dashboard.web;

import io.nuzantara.api.ExecutionView;
import io.nuzantara.execution.Cancel;
import io.nuzantara.execution.Executions;
import io.nuzantara.execution.Retry;
import io.nuzantara.security.KillSwitch;
import io.nuzantara.security.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One execution: what it did, and what a person may ask of it. */
@Controller
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class OneExecutionPages {

    private static final List<String> NOTICES =
            List.of("cancelling", "finished", "not-finished", "nothing-failed", "active", "disabled");

    private final Executions executions;
    private final OneExecution story;
    private final KillSwitch killSwitch;
    private final Words words;

    OneExecutionPages(Executions executions, OneExecution story, KillSwitch killSwitch, Words words) {
        this.executions = executions;
        this.story = story;
        this.killSwitch = killSwitch;
        this.words = words;
    }

    @GetMapping("/executions/{id}")
    String one(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String notice,
            Authentication reader,
            Locale locale,
            Model model) {
        var wording = words.in(locale);
        var execution = executions.find(uuid(id)).orElseThrow(OneExecutionPages::unknown);
        var said = NOTICES.contains(notice) ? wording.of("notice." + notice) : null;
        model.addAttribute("page", story.tell(execution, said, actions(execution, reader), wording));
        return "dashboard/execution";
    }

    private static ExecutionPage.Actions actions(ExecutionView execution, Authentication reader) {
        var links = execution.links();
        return new ExecutionPage.Actions(
                applies(links.cancel(), reader, "execution:cancel")
                        && execution.state().cancelRequestedAt() == null,
                applies(links.retry(), reader, "execution:retry"),
                applies(links.retryFailed(), reader, "execution:retry"),
                links.approval() != null);
    }

    private static boolean applies(@Nullable String link, Authentication reader, String permission) {
        return link != null
                && reader.getAuthorities().stream().anyMatch(authority -> permission.equals(authority.getAuthority()));
    }

    @PostMapping("/executions/{id}/cancel")
    @PreAuthorize("hasAuthority('execution:cancel')")
    String cancel(@PathVariable String id, Authentication reader) {
        return switch (executions.cancel(uuid(id), reader.getName())) {
            case Cancel.Requested(var execution) -> shown(execution, "cancelling");
            case Cancel.Finished(var execution) -> shown(execution, "finished");
            case Cancel.Unknown() -> throw unknown();
        };
    }

    /** Shows the new execution; where there is none, the old one and the reason. */
    @PostMapping("/executions/{id}/retry")
    @PreAuthorize("hasAuthority('execution:retry')")
    String retry(
            @PathVariable String id,
            @RequestParam(name = "failed_items", defaultValue = "false") boolean failedItems,
            Authentication reader) {
        killSwitch.refuseWhileStopped();
        var old = uuid(id);
        return switch (executions.retry(old, failedItems, reader.getName())) {
            case Retry.Accepted(var execution) -> "redirect:/executions/" + execution;
            case Retry.Active(var execution) -> shown(execution, "active");
            case Retry.NotFinished(var execution) -> shown(execution, "not-finished");
            case Retry.NothingFailed(var execution) -> shown(execution, "nothing-failed");
            case Retry.Disabled() -> shown(old, "disabled");
            case Retry.Unknown() -> throw unknown();
        };
    }

    private static String shown(UUID execution, String notice) {
        return "redirect:/executions/%s?notice=%s".formatted(execution, notice);
    }

    private static UUID uuid(String text) {
        return Optional.of(text)
                .filter(id -> id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"))
                .map(UUID::fromString)
                .orElseThrow(OneExecutionPages::unknown);
    }

    private static Problem unknown() {
        return new Problem(
                HttpStatus.NOT_FOUND,
                "execution-unknown",
                "There is no such execution",
                "No execution has this id. The page Executions lists them.");
    }
}

package io.nuzantara.dashboard.web;

import io.nuzantara.dashboard.web.DraftsPage.Because;
import io.nuzantara.dashboard.web.DraftsPage.DraftRow;
import io.nuzantara.nurture.Outreach;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.databind.json.JsonMapper;

/** Messages that wait for a person. */
@Controller
@ConditionalOnBooleanProperty("nuzantara.roles.agents")
class DraftPages {

    private static final int SHOWN = 50;

    private final Outreach outreach;
    private final Words words;
    private final JsonMapper json;

    DraftPages(Outreach outreach, Words words, JsonMapper json) {
        this.outreach = outreach;
        this.words = words;
        this.json = json;
    }

    @GetMapping("/drafts")
    String drafts(Locale locale, Model model) {
        model.addAttribute("page", page(words.in(locale)));
        return "dashboard/drafts";
    }

    private DraftsPage page(Wording words) {
        return new DraftsPage(
                words.number((double) outreach.awaitingApproval()),
                outreach.awaitingApproval(SHOWN).stream()
                        .map(draft -> row(draft, words))
                        .toList());
    }

    private DraftRow row(Outreach.Draft draft, Wording words) {
        return new DraftRow(
                draft.client(),
                words.name("language", draft.language()),
                words.moment(draft.createdAt()),
                because(draft.reason(), words),
                draft.body());
    }

    /** The plain facts of the stored reason. */
    private List<Because> because(String reason, Wording words) {
        return json.readTree(reason).properties().stream()
                .filter(fact ->
                        fact.getValue().isValueNode() && !fact.getValue().isNull())
                .map(fact -> new Because(
                        words.name("draft", fact.getKey()),
                        fact.getValue().isNumber()
                                ? words.number(fact.getValue().asDouble())
                                : fact.getValue().asString()))
                .toList();
    }
}

package io.nuzantara.trainer;

import java.util.ArrayList;
import java.util.List;

/**
 * A minimal edit of a prompt: one sentence per driver, put where it belongs, within fixed bounds.
 *
 * @param text the prompt after the edit
 * @param operations what was done, in order
 * @param refused what was not done, and why
 */
record PromptEdit(String text, List<Operation> operations, List<Refused> refused) {

    private static final int MOST_OPERATIONS = 5;
    private static final double MOST_GROWTH = .15;

    /**
     * One change.
     *
     * @param op always {@code add} here
     * @param anchor the heading under which the text stands
     * @param newSection the heading was missing and has been appended with it
     */
    record Operation(String op, String anchor, boolean newSection, String text, String feature, String direction) {}

    /** A change that was not made. */
    record Refused(String feature, EditRefusal code) {}

    PromptEdit {
        operations = List.copyOf(operations);
        refused = List.copyOf(refused);
    }

    /**
     * Applies the rules in the order given, the most important first; what would go beyond the bounds is left out.
     *
     * @param language of the prompt, one of {@link Rule#LANGUAGES}
     */
    static PromptEdit of(String current, List<Rule> rules, String language) {
        var before = PromptText.of(current);
        var edit = new Draft(before, language);
        rules.forEach(edit::apply);
        return new PromptEdit(edit.text.text(), edit.operations, edit.refused);
    }

    private static final class Draft {

        private final PromptText before;
        private final String language;
        private final List<Operation> operations = new ArrayList<>();
        private final List<Refused> refused = new ArrayList<>();
        private PromptText text;

        Draft(PromptText before, String language) {
            this.before = before;
            this.language = language;
            text = before;
        }

        void apply(Rule rule) {
            switch (placed(rule)) {
                case Placed.At(var after, var newSection) -> {
                    text = after;
                    operations.add(new Operation(
                            "add",
                            rule.heading(language),
                            newSection,
                            rule.text(language),
                            rule.driver(),
                            rule.direction()));
                }
                case Placed.Not(var code) -> refused.add(new Refused(rule.driver(), code));
            }
        }

        private Placed placed(Rule rule) {
            if (saysAlready(rule)) {
                return new Placed.Not(EditRefusal.NO_CHANGE);
            }
            if (operations.size() == MOST_OPERATIONS) {
                return new Placed.Not(EditRefusal.TOO_MANY_OPERATIONS);
            }
            var anchors = text.headings(List.copyOf(rule.headings().values()));
            if (anchors.size() > 1) {
                return new Placed.Not(EditRefusal.ANCHOR_AMBIGUOUS);
            }
            var newSection = anchors.isEmpty();
            int position = newSection ? text.end() : text.endOfSection(anchors.getFirst());
            if (text.isLocked(position)) {
                return new Placed.Not(EditRefusal.LOCKED_REGION);
            }
            return withinBounds(new Placed.At(text.with(position, lines(rule, position, newSection)), newSection));
        }

        private boolean saysAlready(Rule rule) {
            var words = Words.of(text.text()).spaced();
            return rule.texts().values().stream()
                    .anyMatch(sentence -> words.contains(Words.of(sentence).spaced()));
        }

        private List<String> lines(Rule rule, int position, boolean newSection) {
            if (!newSection) {
                return List.of(text.styled(position, rule.text(language)));
            }
            var markdown = text.lines().stream().anyMatch(line -> line.startsWith("#"));
            var heading = markdown ? "## " + rule.heading(language) : rule.heading(language) + ":";
            return position == 0 ? List.of(heading, rule.text(language)) : List.of("", heading, rule.text(language));
        }

        private Placed withinBounds(Placed.At change) {
            int moreLines = change.after().lines().size() - before.lines().size();
            int moreCharacters = change.after().text().length() - before.text().length();
            if (moreLines > MOST_GROWTH * before.lines().size()) {
                return new Placed.Not(EditRefusal.TOO_MANY_LINES);
            }
            return moreCharacters > MOST_GROWTH * before.text().length() ? new Placed.Not(EditRefusal.GROWTH) : change;
        }
    }

    /** Whether a rule found its place. */
    private sealed interface Placed {
        record At(PromptText after, boolean newSection) implements Placed {}

        record Not(EditRefusal code) implements Placed {}
    }
}

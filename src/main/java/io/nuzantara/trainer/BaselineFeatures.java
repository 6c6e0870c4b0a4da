package io.nuzantara.trainer;

import static io.nuzantara.trainer.Side.ADDRESSABLE;
import static io.nuzantara.trainer.Side.CONTEXT;
import static io.nuzantara.trainer.Side.OUTCOME;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The 20 English features of the comparison with independently computed figures. Their definitions are frozen. */
final class BaselineFeatures implements FeatureSet {

    private static final Pattern TOKEN = Pattern.compile("[a-z0-9$£']+");
    private static final Pattern QUESTION = words("\\?");
    private static final Pattern APOLOGY = words("\\b(sorry|apolog\\w*|afraid|unfortunately)\\b");
    private static final Pattern PLEASE = words("\\bplease\\b");
    private static final Pattern THANKS = words("\\b(thank|thanks)\\b");
    private static final Pattern NEGATIVE =
            words("\\b(no|not|unable|cannot|can't|don't|doesn't|isn't|aren't|couldn't|none)\\b");
    private static final Pattern DIGIT = words("\\d");
    private static final Pattern PRICE = words("[$£]|\\b(price|cost|costs|fee|pounds|dollars)\\b");
    private static final Pattern MORE = words("\\b(anything else|else (i|can)|help you with)\\b");
    private static final Pattern EXCLAIM = words("!");
    private static final Pattern BOOKED =
            words("\\b(booked|reserved|confirmed|reservation|booking was successful|reference number)\\b");
    private static final Pattern BYE = words("\\b(bye|goodbye|good day|great day|nice day|wonderful day)\\b");
    private static final Pattern CONFIRM =
            words("\\b(is that (right|correct|accurate|ok|okay)|please confirm|correct\\?|right\\?|confirm)");
    private static final Pattern CLIENT_NEGATION = words("\\b(no|not|don't|doesn't|isn't|wrong|instead|but)\\b");
    private static final Pattern CLIENT_THANKS = words("\\b(thank|thanks|great|perfect|awesome)\\b");

    private static final List<Feature> FEATURES = List.of(
            new Feature("system_turns", CONTEXT),
            new Feature("system_words_per_turn", ADDRESSABLE),
            new Feature("system_question_share", ADDRESSABLE),
            new Feature("system_apology_share", ADDRESSABLE),
            new Feature("system_please_share", ADDRESSABLE),
            new Feature("system_thanks_share", ADDRESSABLE),
            new Feature("system_negative_share", ADDRESSABLE),
            new Feature("system_digit_share", ADDRESSABLE),
            new Feature("system_price_share", ADDRESSABLE),
            new Feature("system_more_share", ADDRESSABLE),
            new Feature("system_exclaim_share", ADDRESSABLE),
            new Feature("system_booked_share", OUTCOME),
            new Feature("system_bye_share", CONTEXT),
            new Feature("system_confirm_share", ADDRESSABLE),
            new Feature("system_repeat_share", ADDRESSABLE),
            new Feature("first_system_turn_question", ADDRESSABLE),
            new Feature("system_distinct_words_ratio", ADDRESSABLE),
            new Feature("user_words_per_turn", OUTCOME),
            new Feature("user_negation_share", OUTCOME),
            new Feature("user_thanks_share", OUTCOME));

    @Override
    public List<Feature> features() {
        return FEATURES;
    }

    @Override
    public double[] measure(Dialogue dialogue) {
        var system = lower(dialogue.texts(Dialogue.Role.ASSISTANT));
        var user = lower(dialogue.texts(Dialogue.Role.USER));
        var turns = system.stream().map(BaselineFeatures::tokens).toList();
        var words = turns.stream().flatMap(List::stream).toList();
        return new double[] {
            system.size(),
            (double) words.size() / Math.max(1, system.size()),
            share(system, QUESTION),
            share(system, APOLOGY),
            share(system, PLEASE),
            share(system, THANKS),
            share(system, NEGATIVE),
            share(system, DIGIT),
            share(system, PRICE),
            share(system, MORE),
            share(system, EXCLAIM),
            share(system, BOOKED),
            share(system, BYE),
            share(system, CONFIRM),
            turns.isEmpty() ? 0 : 1 - (double) new HashSet<>(turns).size() / turns.size(),
            !system.isEmpty() && QUESTION.matcher(system.getFirst()).find() ? 1 : 0,
            words.isEmpty() ? 0 : (double) new HashSet<>(words).size() / words.size(),
            (double) user.stream().mapToInt(text -> tokens(text).size()).sum() / Math.max(1, user.size()),
            share(user, CLIENT_NEGATION),
            share(user, CLIENT_THANKS),
        };
    }

    /** The words of a lower-cased text. */
    static List<String> tokens(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }

    private static double share(List<String> texts, Pattern pattern) {
        var found = texts.stream().filter(text -> pattern.matcher(text).find()).count();
        return texts.isEmpty() ? 0 : (double) found / texts.size();
    }

    private static List<String> lower(List<String> texts) {
        return texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
    }

    /** Unicode classes: without them {@code \b} is ASCII-only, and "éno" would hold the word "no". */
    private static Pattern words(String regex) {
        return Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS);
    }
}

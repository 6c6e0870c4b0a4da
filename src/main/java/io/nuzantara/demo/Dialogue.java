package io.nuzantara.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Writes one conversation: opening, a clarifying question, the client's questions with their answers, closing. Where a
 * style leaves something out another sentence of about the same length takes its place, so that length tells nothing.
 */
final class Dialogue {

    private static final double HANDOVER_SHARE = 0.08;
    private static final double SHORT_SHARE = 0.12;
    private static final double KNOCK_SHARE = 0.18;

    private final Setting setting;
    private final Style style;
    private final Phrases phrases;
    private final RandomGenerator random;
    private final Set<String> used = new HashSet<>();
    private final List<SampleConversation.Message> messages = new ArrayList<>();
    private Instant clock;

    Dialogue(Setting setting, Style style, Phrases phrases, RandomGenerator random) {
        this.setting = setting;
        this.style = style;
        this.phrases = phrases;
        this.random = random;
        this.clock = setting.start();
    }

    List<SampleConversation.Message> write() {
        if (Draw.chance(SHORT_SHARE, random)) {
            askAtOnce();
        } else {
            askOneByOne();
        }
        close();
        return messages;
    }

    private void askAtOnce() {
        client(opening() + " " + say("ask.price"));
        assistant(greeting() + " " + say("welcome") + " " + priceAnswer() + " " + timeAnswer() + " " + excuse() + " "
                + limit());
    }

    private void askOneByOne() {
        var clarification = phrases.exchange("clarify." + topic(), random, used);
        knock();
        client(opening());
        assistant(greeting() + " " + say("welcome") + " " + filled(clarification.question()));
        var matters = matters();
        int excuseAt = random.nextInt(matters.size());
        int limitAt = random.nextInt(matters.size());
        int handoverAt = Draw.chance(HANDOVER_SHARE, random) ? matters.size() - 1 : -1;
        for (int i = 0; i < matters.size(); i++) {
            var lead = i == 0 ? filled(clarification.answer()) + " " : "";
            var before = (i == 0 ? reaction() : "") + (i == excuseAt ? excuse() + " " : "");
            var after = i == limitAt ? " " + limit() : "";
            discuss(matters.get(i), lead, before, after);
            if (i == handoverAt) {
                handOver();
            }
        }
    }

    /** Some people send their greeting first and their question in a message of its own. */
    private void knock() {
        if (Draw.chance(KNOCK_SHARE, random)) {
            client(say("hello") + "!");
        }
    }

    private List<Matter> matters() {
        var others = Draw.shuffled(
                List.of(Matter.DOCUMENTS, Matter.LAW, Matter.DETAIL, Matter.RECALL, Matter.SMALLTALK), random);
        var matters = new ArrayList<>(List.of(Matter.PRICE, Matter.TIME));
        matters.addAll(others.subList(0, random.nextInt(0, 4)));
        return Draw.shuffled(matters, random);
    }

    private void discuss(Matter matter, String lead, String before, String after) {
        switch (matter) {
            case PRICE -> exchange(lead + say("ask.price"), before + priceAnswer() + after);
            case TIME -> exchange(lead + say("ask.time"), before + timeAnswer() + after);
            case DOCUMENTS -> exchange(lead + say("ask.documents"), before + documentsAnswer() + after);
            case LAW -> exchange(lead + say("ask.law"), before + say("law") + after);
            case RECALL -> exchange(lead + say("recall"), before + say("recall.answer") + after);
            case DETAIL -> exchange(phrases.exchange("detail." + topic(), random, used), lead, before, after);
            case SMALLTALK -> exchange(phrases.exchange("smalltalk", random, used), lead, before, after);
        }
    }

    private void exchange(Phrases.Exchange exchange, String lead, String before, String after) {
        exchange(lead + filled(exchange.question()), before + filled(exchange.answer()) + after);
    }

    private void exchange(String question, String answer) {
        client(question);
        assistant(answer);
    }

    private void handOver() {
        assistant(say("handover"));
        add("staff", say("staff"), random.nextInt(60, 600));
    }

    private void close() {
        client(say(style.thanks() ? "thanks" : style.displeasure() ? "unhappy" : "plain"));
        assistant(say(style.nextStep() ? "next" : "vagueclose"));
        if (Draw.chance(0.2, random)) {
            client(say("plain"));
            assistant(say("bye"));
        }
    }

    private String opening() {
        var opening = say("open." + topic());
        return Draw.chance(0.8, random) ? say("hello") + ", " + opening : opening;
    }

    private String greeting() {
        var name = style.greetsByName() ? " " + setting.client().firstName() : "";
        return say("hello.assistant") + name + ",";
    }

    private String reaction() {
        return say(style.readBack() ? "readback" : "ack") + " ";
    }

    private String priceAnswer() {
        return say(style.price() ? "price.clear" : "price.vague");
    }

    private String timeAnswer() {
        return say(style.timeline() ? "time.clear" : "time.vague");
    }

    private String documentsAnswer() {
        return say(style.list() ? "documents.list" : "documents.plain");
    }

    private String excuse() {
        return say(style.apology() ? "apology" : "calm");
    }

    private String limit() {
        return say(style.refusal() ? "refusal" : "offer");
    }

    private String topic() {
        return setting.offer().topic().key();
    }

    private String say(String bank) {
        return filled(phrases.pick(bank, random, used));
    }

    private String filled(String sentence) {
        return Phrases.filled(sentence, setting.values());
    }

    private void client(String content) {
        add("user", content, random.nextInt(30, 500));
    }

    private void assistant(String content) {
        add("assistant", content, random.nextInt(5, 75));
    }

    private void add(String role, String content, int secondsLater) {
        clock = messages.isEmpty() ? clock : clock.plusSeconds(secondsLater);
        var author = role.equals("staff") ? setting.staff() : null;
        messages.add(new SampleConversation.Message(role, Phrases.capitalized(content.strip()), clock, author));
    }
}

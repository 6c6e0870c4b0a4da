package io.nuzantara.readiness.check;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** How one thing is, in a sentence for the person who runs the service. No sentence and no fix holds a secret. */
public sealed interface Verdict {

    String sentence();

    /** As it should be. */
    record Pass(String sentence) implements Verdict {}

    /**
     * The service works, but not as well as it could.
     *
     * @param fix the exact command, SQL or variable
     */
    record Warn(String sentence, String fix) implements Verdict {}

    /**
     * The service does not work, or must not go on like this.
     *
     * @param fix the exact command, SQL or variable
     */
    record Fail(String sentence, String fix) implements Verdict {}

    /** Not looked at; the sentence says why. */
    record Skip(String sentence) implements Verdict {}

    /** Its name in JSON, SQL and messages. */
    default String state() {
        return switch (this) {
            case Pass _ -> "pass";
            case Warn _ -> "warn";
            case Fail _ -> "fail";
            case Skip _ -> "skip";
        };
    }

    /** How to mend it; empty when there is nothing to mend. */
    default String fix() {
        return switch (this) {
            case Pass _, Skip _ -> "";
            case Warn(var _, var fix) -> fix;
            case Fail(var _, var fix) -> fix;
        };
    }

    private int gravity() {
        return switch (this) {
            case Pass _ -> 0;
            case Skip _ -> 1;
            case Warn _ -> 2;
            case Fail _ -> 3;
        };
    }

    /** One verdict of several looks at the same thing: as bad as the worst, with every fault and its fix, the worst first. */
    static Verdict of(List<Verdict> looks) {
        var worst = looks.stream()
                .sorted(Comparator.comparingInt(Verdict::gravity).reversed())
                .toList();
        var faults = worst.stream().filter(look -> look.gravity() > 1).toList();
        return switch (worst.getFirst()) {
            case Pass _ -> new Pass(sentences(looks));
            case Skip skip -> skip;
            case Warn _ -> new Warn(sentences(faults), fixes(faults));
            case Fail _ -> new Fail(sentences(faults), fixes(faults));
        };
    }

    private static String sentences(List<Verdict> looks) {
        return looks.stream()
                .map(Verdict::sentence)
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String fixes(List<Verdict> faults) {
        return faults.stream().map(Verdict::fix).distinct().collect(Collectors.joining("\n"));
    }
}

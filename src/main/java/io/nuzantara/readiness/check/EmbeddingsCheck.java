package io.nuzantara.readiness.check;

import io.nuzantara.llm.ModelAccess;
import java.util.Optional;

/** Whether texts can be turned into vectors. */
final class EmbeddingsCheck implements Check {

    private static final int NUMBERS = 384;

    private final Site site;

    EmbeddingsCheck(Site site) {
        this.site = site;
    }

    @Override
    public String id() {
        return "embeddings";
    }

    @Override
    public Group group() {
        return Group.OUTSIDE;
    }

    /** The model is loaded first, which takes a second or two of a processor. */
    @Override
    public boolean computes() {
        return !site.models().embedsElsewhere();
    }

    @Override
    public Verdict run() {
        var silent = site.models().embedsElsewhere() ? site.unasked("no provider is asked") : Optional.<Verdict>empty();
        return silent.orElseGet(this::asked);
    }

    private Verdict asked() {
        var access = site.models().embeddings();
        return access.getFirst() instanceof ModelAccess.Local ? here() : Verdict.of(LlmCheck.told(access));
    }

    /** A running service loads the model with the first text that needs it; a check must not cost it 200 MB. */
    private Verdict here() {
        if (site.service().isThisProcess()) {
            return new Verdict.Skip("Inside this process, loaded with the first text; ./nuzantara preflight tries it.");
        }
        var numbers = site.models().embedHere("Is everything ready?", site.data());
        return numbers == NUMBERS
                ? new Verdict.Pass("The model inside the process turned a text into %d numbers.".formatted(numbers))
                : new Verdict.Fail(
                        "The model inside the process made %d numbers of a text, and not %d."
                                .formatted(numbers, NUMBERS),
                        "Install the program again, or build it: ./nuzantara test");
    }
}

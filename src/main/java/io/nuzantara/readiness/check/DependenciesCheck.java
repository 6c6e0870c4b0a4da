package io.nuzantara.readiness.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether each part the program needs is there and works. */
final class DependenciesCheck implements Check {

    private static final int LEAST_JAVA = 25;
    private static final String BINARIES = "postgres-linux-x86_64.txz";
    private static final String AGAIN = "Install the program again, or build it: ./nuzantara test";

    private final Machine machine;
    private final List<Exercise> exercises;
    private final boolean embedded;
    private final boolean binaries;

    /** @param embedded whether the service brings its own database */
    DependenciesCheck(Machine machine, List<Exercise> exercises, boolean embedded) {
        this(
                machine,
                exercises,
                embedded,
                DependenciesCheck.class.getClassLoader().getResource(BINARIES) != null);
    }

    DependenciesCheck(Machine machine, List<Exercise> exercises, boolean embedded, boolean binaries) {
        this.machine = machine;
        this.exercises = List.copyOf(exercises);
        this.embedded = embedded;
        this.binaries = binaries;
    }

    @Override
    public String id() {
        return "dependencies";
    }

    @Override
    public Group group() {
        return Group.PROGRAM;
    }

    @Override
    public boolean computes() {
        return true;
    }

    @Override
    public Verdict run() {
        var looks = new ArrayList<Verdict>(List.of(java(), database()));
        exercises.stream()
                .map(DependenciesCheck::fault)
                .flatMap(Optional::stream)
                .forEach(looks::add);
        if (looks.stream().allMatch(Verdict.Pass.class::isInstance)) {
            looks.add(new Verdict.Pass("%d parts were used once and work.".formatted(exercises.size())));
        }
        return Verdict.of(looks);
    }

    private Verdict java() {
        return machine.java() >= LEAST_JAVA
                ? new Verdict.Pass("Java %d.".formatted(machine.java()))
                : new Verdict.Fail(
                        "Java %d is too old.".formatted(machine.java()),
                        "NUZANTARA_JAVA_HOME=DIRECTORY of a JDK %d".formatted(LEAST_JAVA));
    }

    private Verdict database() {
        if (binaries) {
            return new Verdict.Pass("PostgreSQL comes with it.");
        }
        var sentence = "No PostgreSQL for this kind of machine comes with the program.";
        return embedded
                ? new Verdict.Fail(sentence, "DATABASE_URL=postgresql://USER:PASSWORD@HOST:5432/DATABASE")
                : new Verdict.Warn(sentence + " DATABASE_URL names one.", "Keep DATABASE_URL set.");
    }

    /** Also what a missing class throws, which is no exception. */
    private static Optional<Verdict> fault(Exercise exercise) {
        try {
            exercise.work().go();
            return Optional.empty();
        } catch (Exception | LinkageError e) {
            return Optional.of(new Verdict.Fail(
                    "A part does not work: %s (%s)."
                            .formatted(exercise.part(), e.getClass().getSimpleName()),
                    AGAIN));
        }
    }
}

package io.nuzantara.cli;

import io.nuzantara.build.Build;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;

/** What the program was built from, and what it runs on. */
@Command(name = "version", description = "Version and commit of this program; asks no service.")
class Version implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final Common common = new Common();

    Version(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var output = common.output(surroundings);
        var build = Build.ofThisProgram();
        for (var line : lines(build)) {
            output.line(line);
        }
        output.document(new Document(
                build.version(),
                build.commit(),
                build.dirty(),
                build.tag(),
                Runtime.version().toString(),
                system()));
        return 0;
    }

    private static String[] lines(Build build) {
        return new String[] {"Nuzantara " + build.words(), "Java " + Runtime.version() + ", " + system()};
    }

    private static String system() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }

    record Document(
            String version,
            String commit,
            boolean dirty,
            @Nullable String tag,
            String java,
            String system) {}

    /** The same for {@code --version}. */
    static class Lines implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return lines(Build.ofThisProgram());
        }
    }
}

package io.nuzantara.readiness.check;

import java.util.List;
import java.util.Set;

/** Whether machine or container give the service what it needs: a user, memory, a directory that lasts, a fast start. */
final class ImageCheck implements Check {

    private static final long GIB = 1L << 30;
    private static final Set<String> LOST_WITH_THE_CONTAINER = Set.of("overlay", "tmpfs", "ramfs", "aufs");
    private static final String CACHE = "-XX:AOTCache";

    private final Site site;

    ImageCheck(Site site) {
        this.site = site;
    }

    @Override
    public String id() {
        return "image";
    }

    @Override
    public Group group() {
        return Group.MACHINE;
    }

    @Override
    public Verdict run() {
        return Verdict.of(List.of(user(), directory(), memory(), cache()));
    }

    private Verdict user() {
        if (!site.machine().isRoot()) {
            return new Verdict.Pass("It runs as a normal user.");
        }
        return new Verdict.Warn(
                site.isEmbedded()
                        ? "It runs as root, which its PostgreSQL refuses wherever user namespaces are off."
                        : "It runs as root.",
                "Start it as a normal user: docker run --user 10001");
    }

    private Verdict directory() {
        var data = site.data();
        if (!site.machine().isWritable(data)) {
            return new Verdict.Fail(
                    "The data directory %s cannot be written.".formatted(data),
                    "NUZANTARA_DATA_DIR=DIRECTORY that this user owns, or: sudo chown -R $(id -u) " + data);
        }
        return site.machine().isContainer()
                ? persistence()
                : new Verdict.Pass("The data directory %s can be written.".formatted(data));
    }

    private Verdict persistence() {
        var data = site.data();
        var kind = site.machine().fileSystem(data);
        var mount = "Mount a volume on %s, or set DATABASE_URL.".formatted(data);
        if (LOST_WITH_THE_CONTAINER.contains(kind)) {
            return site.isEmbedded()
                    ? new Verdict.Fail(
                            "The embedded database lies in %s, which is lost with the container (%s)."
                                    .formatted(data, kind),
                            mount)
                    : new Verdict.Pass("The data directory is lost with the container; the database is elsewhere.");
        }
        return kind.isEmpty()
                ? new Verdict.Warn("Whether %s outlives the container cannot be seen.".formatted(data), mount)
                : new Verdict.Pass("The data directory %s lasts (%s).".formatted(data, kind));
    }

    private Verdict memory() {
        var memory = site.machine().memory();
        return memory == 0 || memory >= GIB
                ? new Verdict.Pass("Memory: %.1f GiB.".formatted((double) memory / GIB))
                : new Verdict.Warn(
                        "Only %d MiB of memory: embeddings alone take about 200.".formatted(memory >> 20),
                        "Give it 1 GiB: docker run --memory 1g; fly scale memory 1024");
    }

    private Verdict cache() {
        var asked = site.machine().javaArguments().stream().anyMatch(argument -> argument.startsWith(CACHE));
        return asked ? askedCache() : noCache();
    }

    private Verdict askedCache() {
        return site.machine().usesCache()
                ? new Verdict.Pass("The ahead-of-time cache is used.")
                : new Verdict.Warn(
                        "The Java runtime refused the ahead-of-time cache.",
                        "Build the image again: the cache belongs to the very runtime, flags and jar it was made with.");
    }

    private Verdict noCache() {
        return site.isProduction() && site.machine().isContainer()
                ? new Verdict.Warn(
                        "It starts without an ahead-of-time cache, which about doubles the time to start.",
                        "Use the image of the Dockerfile, which makes one.")
                : new Verdict.Pass("It starts without an ahead-of-time cache.");
    }
}

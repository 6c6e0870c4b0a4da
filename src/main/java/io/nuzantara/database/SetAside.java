package io.nuzantara.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Files of a database that made room for new ones. Unless they are let go they take their place again at the end, and what was
 * begun there is gone.
 */
final class SetAside implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SetAside.class);

    private final String what;
    private final Path place;
    private final Path aside;
    private boolean letGo;

    private SetAside(String what, Path place, Path aside) {
        this.what = what;
        this.place = place;
        this.aside = aside;
    }

    /**
     * Moves them.
     *
     * @param what their name in sentences
     * @throws StartRefused when they cannot be moved
     */
    static SetAside move(String what, Path place, Path aside) {
        try {
            Files.move(place, aside);
            return new SetAside(what, place, aside);
        } catch (IOException e) {
            throw new StartRefused("%s cannot be moved to %s: make room there.".formatted(what, aside), e);
        }
    }

    /** The new ones are whole: the old ones stay where they are now. */
    void letGo() {
        letGo = true;
        log.warn("{} are kept in {}: delete them when nothing is missing", what, aside);
    }

    /** Whoever worked on the new files has stopped. */
    @Override
    public void close() {
        if (letGo) {
            return;
        }
        try {
            var unfinished = unfinished();
            Files.move(aside, place);
            FileSystemUtils.deleteRecursively(unfinished.toFile());
        } catch (IOException e) {
            throw new StartRefused(
                    "%s are still in %s: move them back to %s, or what they hold is not used."
                            .formatted(what, aside, place),
                    e);
        }
    }

    /** Out of the way first: a server that is slow to end still has its files. */
    private Path unfinished() throws IOException {
        var unfinished = place.resolveSibling(place.getFileName() + "-unfinished");
        FileSystemUtils.deleteRecursively(unfinished);
        if (Files.exists(place)) {
            Files.move(place, unfinished);
        }
        return unfinished;
    }
}

package io.nuzantara.readiness.check;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;

/** The machine, container and process that the program runs in. */
public interface Machine {

    /** Feature version of the Java runtime. */
    int java();

    /** Whether the program runs as the superuser of the system. */
    boolean isRoot();

    /** What process or container may use, in bytes; 0 = unknown. */
    long memory();

    boolean isContainer();

    /** Kind of the file system that holds this path, such as {@code ext4} or {@code overlay}; empty = unknown. */
    String fileSystem(Path path);

    /** Space of the file system that holds this path. */
    Space space(Path path);

    /** Whether files can be made in this directory, or the directory itself. */
    boolean isWritable(Path directory);

    boolean isFree(InetAddress address, int port);

    /** Arguments of the Java runtime. */
    List<String> javaArguments();

    /** Whether the runtime uses the ahead-of-time cache that its arguments name. */
    boolean usesCache();

    /** In bytes. */
    record Space(long free, long total) {}
}

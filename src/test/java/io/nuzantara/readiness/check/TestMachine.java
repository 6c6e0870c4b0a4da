package io.nuzantara.readiness.check;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;

/** A machine as a test needs it. */
record TestMachine(
        int java,
        boolean isRoot,
        long memory,
        boolean isContainer,
        String fileSystem,
        Space space,
        boolean writable,
        List<String> javaArguments,
        boolean usesCache)
        implements Machine {

    private static final long GB = 1_000_000_000L;

    /** One on which everything is as it should be. */
    static TestMachine good() {
        return new TestMachine(25, false, 4 * GB, false, "ext4", new Space(50 * GB, 100 * GB), true, List.of(), false);
    }

    TestMachine withJava(int version) {
        return new TestMachine(
                version, isRoot, memory, isContainer, fileSystem, space, writable, javaArguments, usesCache);
    }

    TestMachine asRoot() {
        return new TestMachine(java, true, memory, isContainer, fileSystem, space, writable, javaArguments, usesCache);
    }

    TestMachine withMemory(long bytes) {
        return new TestMachine(java, isRoot, bytes, isContainer, fileSystem, space, writable, javaArguments, usesCache);
    }

    TestMachine inContainer(String kindOfDisk) {
        return new TestMachine(java, isRoot, memory, true, kindOfDisk, space, writable, javaArguments, usesCache);
    }

    TestMachine withSpace(double freeGb, double totalGb) {
        var room = new Space((long) (freeGb * GB), (long) (totalGb * GB));
        return new TestMachine(java, isRoot, memory, isContainer, fileSystem, room, writable, javaArguments, usesCache);
    }

    TestMachine readOnly() {
        return new TestMachine(java, isRoot, memory, isContainer, fileSystem, space, false, javaArguments, usesCache);
    }

    TestMachine withCache(boolean used) {
        return new TestMachine(
                java, isRoot, memory, isContainer, fileSystem, space, writable, List.of("-XX:AOTCache=app.aot"), used);
    }

    @Override
    public String fileSystem(Path path) {
        return fileSystem;
    }

    @Override
    public Space space(Path path) {
        return space;
    }

    @Override
    public boolean isWritable(Path directory) {
        return writable;
    }

    @Override
    public boolean isFree(InetAddress address, int port) {
        return new ThisMachine().isFree(address, port);
    }
}

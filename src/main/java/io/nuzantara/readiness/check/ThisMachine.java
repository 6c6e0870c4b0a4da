package io.nuzantara.readiness.check;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.ObjectName;
import org.springframework.util.function.SingletonSupplier;

/** The machine, container and process of this program, as the operating system tells. */
public final class ThisMachine implements Machine {

    /** Marks that Docker and Podman put into a container; Kubernetes and Fly are known by their variables. */
    private static final List<Path> CONTAINER_MARKS = List.of(Path.of("/.dockerenv"), Path.of("/run/.containerenv"));

    private static final Supplier<Boolean> CACHE_USED = SingletonSupplier.of(ThisMachine::isCacheUsed);

    private static final List<String> CONTAINER_VARIABLES = List.of("KUBERNETES_SERVICE_HOST", "FLY_APP_NAME");

    @Override
    public int java() {
        return Runtime.version().feature();
    }

    @Override
    public boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    @Override
    public long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? Math.max(0, system.getTotalMemorySize())
                : 0;
    }

    @Override
    public boolean isContainer() {
        return CONTAINER_MARKS.stream().anyMatch(Files::exists)
                || CONTAINER_VARIABLES.stream().anyMatch(System.getenv()::containsKey);
    }

    @Override
    public String fileSystem(Path path) {
        try {
            return Files.getFileStore(existing(path)).type();
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public Space space(Path path) {
        try {
            var store = Files.getFileStore(existing(path));
            return new Space(store.getUsableSpace(), store.getTotalSpace());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isWritable(Path directory) {
        return Files.isWritable(existing(directory)) && (Files.isDirectory(directory) || !Files.exists(directory));
    }

    /** What is not made yet will lie where its nearest directory lies. */
    private static Path existing(Path path) {
        var there = path.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }

    @Override
    public boolean isFree(InetAddress address, int port) {
        if (port == 0) {
            return true;
        }
        try (var socket = new ServerSocket(port, 1, address)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public List<String> javaArguments() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments();
    }

    @Override
    public boolean usesCache() {
        return CACHE_USED.get();
    }

    /** A runtime that refuses its cache goes on without any, and only its own report says so (JDK 25, {@code jcmd VM.info}). */
    private static boolean isCacheUsed() {
        try {
            var report = ManagementFactory.getPlatformMBeanServer()
                    .invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "vmInfo", null, null);
            return !report.toString().contains("CDS archive(s) not mapped");
        } catch (JMException e) {
            return false;
        }
    }
}

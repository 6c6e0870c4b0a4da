package io.nuzantara.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Which ports are free, and who holds one that is not. */
final class Ports {

    private static final Path PROC = Path.of("/proc");
    /** State of a listening socket in /proc/net/tcp. */
    private static final String LISTENING = "0A";

    private Ports() {}

    static boolean isFree(InetAddress address, int port) {
        if (port == 0) {
            return true;
        }
        try (var socket = new ServerSocket(port, 1, address)) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }

    /** One sentence for a port that cannot be had: the process holding it, where that can be read, and a free port. */
    static String taken(InetAddress address, int port) {
        if (port < 1024 && holder(port).isEmpty()) {
            return "Port %d cannot be had: this user may not open ports below 1024, start with --port 8000."
                    .formatted(port);
        }
        var holder = holder(port).map(process -> " by " + process).orElse("");
        var free = freeAfter(address, port);
        var hint = free.isPresent() ? ", or start with --port " + free.getAsInt() : "";
        return "Port %d is taken%s: stop that program%s.".formatted(port, holder, hint);
    }

    /** A port whose neighbour above, the management port, is free as well. */
    private static OptionalInt freeAfter(InetAddress address, int port) {
        return IntStream.range(port + 1, Math.min(port + 200, 65_535))
                .filter(candidate -> isFree(address, candidate) && isFree(address, candidate + 1))
                .findFirst();
    }

    static Optional<String> holder(int port) {
        var socket = List.of("tcp", "tcp6").stream()
                .flatMap(table -> lines(PROC.resolve("net").resolve(table)).stream())
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length > 9
                        && columns[1].endsWith(":%04X".formatted(port))
                        && columns[3].equals(LISTENING))
                .map(columns -> "socket:[" + columns[9] + "]")
                .findFirst();
        return socket.flatMap(Ports::processWith);
    }

    private static Optional<String> processWith(String socket) {
        return ProcessHandle.allProcesses()
                .filter(process -> holds(PROC.resolve(Long.toString(process.pid())), socket))
                .findFirst()
                .map(process -> "process " + process.pid() + name(process.pid()));
    }

    private static boolean holds(Path process, String socket) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (var file : files) {
                if (isLinkTo(file, socket)) {
                    return true;
                }
            }
            return false;
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isLinkTo(Path file, String socket) {
        try {
            return Files.readSymbolicLink(file).toString().equals(socket);
        } catch (IOException _) {
            return false;
        }
    }

    private static String name(long pid) {
        var name = lines(PROC.resolve(Long.toString(pid)).resolve("comm"));
        return name.isEmpty() ? "" : " (" + PlainText.of(name.getFirst()) + ")";
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException _) {
            return List.of();
        }
    }
}

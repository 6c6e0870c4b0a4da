package io.nuzantara.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nuzantara.demo.SampleBusiness;
import io.nuzantara.docs.Block;
import io.nuzantara.docs.Document;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Types every command of the documentation exactly as it is written there, page after page, into a folder with an unpacked release.
 * Only the environment is the test's own. Where the machine allows it there is no network but loopback, on which port 8000 is free.
 */
class DocsIT {

    private static final List<String> LOOPBACK_ONLY =
            List.of("unshare", "-rn", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh");

    /** Seconds after which something hangs; then the services are ended before the test fails. */
    private static final String LIMIT = "270";

    /**
     * Types the files of the folder $1 in their order. A service is started in the background, after the one before has ended; what
     * comes after it finds its address and its token where people have them.
     */
    private static final String TYPIST = """
            service=
            running=
            stop_service() {
                if [ -n "$service" ]; then
                    kill -- "-$service"
                    wait "$service"
                    while kill -0 -- "-$service" 2>/dev/null; do sleep 0.2; done
                fi
                service=
                unset NUZANTARA_DATA_DIR NUZANTARA_TOKEN NUZANTARA_URL
            }
            start_service() {
                if [ -n "$service" ] && cmp -s "$1" "$running"; then
                    return 0
                fi
                stop_service
                running=$1
                setsid sh -eu "$1" >"$1.out" 2>&1 </dev/null &
                service=$!
                until grep -q '^Ready: ' "$1.out"; do
                    kill -0 "$service" || return 1
                    sleep 0.2
                done
                for directory in "$HOME/.local/share/nuzantara" "$HOME/.local/share/nuzantara/demo"; do
                    if [ -f "$directory/service.url" ]; then
                        NUZANTARA_DATA_DIR=$directory
                        NUZANTARA_TOKEN=$(cat "$directory/admin.token")
                        NUZANTARA_URL=$(cat "$directory/service.url")
                    fi
                done
                export NUZANTARA_DATA_DIR NUZANTARA_TOKEN NUZANTARA_URL
            }
            trap 'stop_service; exit 1' TERM
            for block in "$1"/*.sh; do
                case $block in
                    *service.sh) start_service "$block" ;;
                    *) sh -eu "$block" >"$block.out" 2>&1 </dev/null ;;
                esac
                echo $? >"$block.code"
            done
            stop_service
            """;

    @TempDir
    Path home;

    @Test
    void everyCommandOfTheDocumentationDoesWhatThePageSays() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell here");
        var wrapper = isolated() ? LOOPBACK_ONLY : List.<String>of();
        assumeTrue(!wrapper.isEmpty() || isFree(8000), "port 8000 is taken here, and it cannot be hidden");
        var written = write(home.resolve("blocks"));
        unpackRelease();

        type(wrapper);

        assertThat(written.size()).isGreaterThan(5);
        var failed = new ArrayList<String>();
        for (var block : written) {
            if (!code(block).equals("0")) {
                failed.add("%s ended with %s:%n%s%n%s"
                        .formatted(
                                block.block().place(),
                                code(block),
                                block.block().text(),
                                out(block)));
            }
        }
        assertThat(failed).isEmpty();
    }

    private record Written(Block block, Path file) {}

    private static List<Written> write(Path folder) throws IOException {
        Files.createDirectories(folder);
        var written = new ArrayList<Written>();
        for (var document : Document.all()) {
            for (var block : document.blocks()) {
                if (block.isShell()) {
                    write(folder, block, written);
                }
            }
        }
        return written;
    }

    private static void write(Path folder, Block block, List<Written> written) throws IOException {
        var number = "%03d".formatted(written.size());
        switch (block.use()) {
            case Block.Use.Typed() -> written.add(new Written(block, folder.resolve(number + ".sh")));
            case Block.Use.Service() -> written.add(new Written(block, folder.resolve(number + "-service.sh")));
            case Block.Use.NotRun(var _) -> {
                return;
            }
            case Block.Use.Unknown() -> throw new IllegalStateException(block.place() + ": " + block.info());
        }
        Files.writeString(written.getLast().file(), block.text());
    }

    /** What a person has who unpacked a release, and the files that the pages speak of. */
    private void unpackRelease() throws IOException {
        Files.copy(Path.of("nuzantara"), home.resolve("nuzantara"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        var jar = Path.of(System.getProperty("nuzantara.jar", "target/nuzantara.jar"));
        Files.createSymbolicLink(home.resolve("nuzantara.jar"), jar.toAbsolutePath());
        new SampleBusiness().write(home.resolve("exports"), 11, Instant.parse("2026-11-20T04:00:00Z"), 40);
    }

    private void type(List<String> wrapper) throws IOException, InterruptedException {
        var typist = Files.writeString(home.resolve("typist.sh"), TYPIST);
        var environment = Map.of(
                "NUZANTARA_JAVA_HOME",
                System.getProperty("java.home"),
                "NUZANTARA_NO_BUILD",
                "1",
                "JAVA_OPTS",
                "-Xmx512m -XX:TieredStopAtLevel=1 -Duser.home=" + home);
        var command = List.of(
                "timeout",
                LIMIT,
                "sh",
                typist.toString(),
                home.resolve("blocks").toString());
        var typed = Program.run(home, Program.process(home, environment, command, wrapper));
        assertThat(typed.exitCode()).as(typed.out() + typed.err()).isZero();
    }

    private boolean isolated() throws IOException, InterruptedException {
        return Program.run(home, Program.process(home, Map.of(), List.of("true"), LOOPBACK_ONLY))
                        .exitCode()
                == 0;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String code(Written block) throws IOException {
        var file = Path.of(block.file() + ".code");
        return Files.exists(file) ? Files.readString(file).strip() : "nothing";
    }

    private static String out(Written block) throws IOException {
        var file = Path.of(block.file() + ".out");
        return Files.exists(file) ? Files.readString(file) : "";
    }
}

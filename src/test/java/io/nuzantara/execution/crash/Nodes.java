package io.nuzantara.execution.crash;

import io.nuzantara.database.DatabaseUrl;
import io.nuzantara.database.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Starts nodes of one cluster: all on one database, all calling one {@link Remote}. */
public final class Nodes implements AutoCloseable {

    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx160m",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "--enable-native-access=ALL-UNNAMED",
            "-Duser.timezone=UTC");

    private final Path directory;
    private final DatabaseUrl database;
    private final Remote remote;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final List<Node> started = new ArrayList<>();

    private Nodes(Path directory, DatabaseUrl database, Remote remote) {
        this.directory = directory;
        this.database = database;
        this.remote = remote;
    }

    /** Nodes on this database; it gets the table the agents for tests write to. */
    public static Nodes on(DatabaseUrl app, DatabaseUrl owner) {
        var directory = Prepared.directory("cluster-");
        Prepared.table(owner);
        return new Nodes(directory, app, Remote.start(directory.resolve("calls.log")));
    }

    public Remote remote() {
        return remote;
    }

    /** A setting of every node started from now on. */
    public Nodes with(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** Everything that waits waits a fifth as long as by default, so that a takeover takes about five seconds. */
    public Nodes quick() {
        return with("spring.datasource.hikari.maximum-pool-size", "5")
                .with("db-scheduler.heartbeat-interval", "1s")
                .with("db-scheduler.polling-interval", "200ms")
                .with("db-scheduler.shutdown-max-wait", "4s")
                .with("nuzantara.engine.lane-yield", "2s")
                .with("nuzantara.engine.lane-idle", "100ms")
                .with("nuzantara.engine.lane-idle-max", "1s")
                .with("nuzantara.engine.park", "2s")
                .with("nuzantara.engine.reconcile", "2s")
                .with("nuzantara.engine.item-timeout", "3s")
                .with("nuzantara.engine.item-max-attempts", "40");
    }

    /**
     * Starts a node and does not wait for it.
     *
     * @param options of the JVM, e.g. {@code -Dnuzantara.crash-point=lane.claimed}
     */
    public Node start(String... options) {
        Prepared.rehearsed(this::rehearse);
        return launch("-XX:AOTCache=" + Prepared.cache(), options);
    }

    /** A first node that writes at its end what it has loaded, for the quick start of all others. */
    private void rehearse() {
        var node = launch("-XX:AOTCacheOutput=" + Prepared.cache());
        node.awaitReady().start("steps_probe", "rehearsal", "latency=0");
        Awaitility.await().until(() -> remote.log().calls("step").size() >= 2);
        node.terminate();
    }

    private synchronized Node launch(String cache, String... options) {
        var name = "n" + number.incrementAndGet();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.add(cache);
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", Prepared.classPath(), NodeProgram.class.getName()));
        settings(name).forEach((setting, value) -> command.add("--" + setting + "=" + value));
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(
                            Redirect.appendTo(directory.resolve(name + ".log").toFile()))
                    .start();
            var node = new Node(name, process);
            started.add(node);
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> settings(String name) {
        var all = new LinkedHashMap<String, String>();
        all.put("nuzantara.database-url", TestDatabase.url(database));
        all.put("nuzantara.data-dir", directory.resolve(name).toString());
        all.put("spring.datasource.hikari.maximum-pool-size", "8");
        all.put("spring.datasource.hikari.minimum-idle", "1");
        all.put("spring.main.lazy-initialization", "false");
        all.put("probe.port", Integer.toString(remote.port()));
        all.put("probe.node", name);
        all.putAll(settings);
        return all;
    }

    /** Where the nodes write their logs. */
    public Path directory() {
        return directory;
    }

    /** What a node has logged. */
    public String log(Node node) {
        try {
            return Files.readString(directory.resolve(node.name() + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        started.forEach(Node::close);
        remote.close();
    }
}

package io.nuzantara.telemetry;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.nuzantara.build.Build;
import io.nuzantara.database.RecordMapper;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The processes of this service that work on the database: each shows itself every 5 seconds. */
public class Nodes {

    static final Duration SILENT = Duration.ofSeconds(15);

    private static final String ALIVE = "stopped_at IS NULL AND last_seen > :silent";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String name;
    private final String role;
    private final Build build;
    private final Instant startedAt;

    Nodes(JdbcClient jdbc, Clock clock, String name, String role, Build build) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.name = name;
        this.role = role;
        this.build = build;
        this.startedAt = clock.instant();
    }

    /** The same list for somebody beside the service, who is no node. */
    public static Nodes seenFromOutside(JdbcClient jdbc, Clock clock) {
        return new Nodes(jdbc, clock, "", "", Build.ofThisProgram());
    }

    /** The name of this process. */
    public String self() {
        return name;
    }

    /** All known processes, latest start first. */
    public List<Node> all() {
        return listed("true");
    }

    /** Those of {@link #all} that did not stop and showed themselves within the last 15 seconds. */
    public List<Node> alive() {
        return listed(ALIVE);
    }

    /** Those of {@link #all} that are alive, and the 100 that started last: one that fails again and again does not fill the list. */
    public List<Node> latest() {
        return listed(ALIVE + " OR name IN (SELECT name FROM service_nodes ORDER BY started_at DESC, name LIMIT 100)");
    }

    private List<Node> listed(String condition) {
        return jdbc.sql("""
                        SELECT /* nuzantara:telemetry */ name, role, version, commit, dirty, tag, started_at, last_seen, stopped_at,
                               CASE WHEN stopped_at IS NULL AND last_seen <= :silent THEN 'silent' ELSE stop_reason END AS stop_reason,
                               orchestrator_initialised_at, agents_asked_at, agents_answered_at, agents_complaint
                          FROM service_nodes
                         WHERE %s
                         ORDER BY started_at DESC, name
                        """.formatted(condition))
                .param("silent", time(clock.instant().minus(SILENT)))
                .query(RecordMapper.of(Node.class))
                .list();
    }

    /** Since when processes that live together have been of different builds; empty while all are of one. */
    public static Optional<Instant> mixedSince(List<Node> alive) {
        return alive.stream()
                .filter(node -> !node.isOfOneBuildWith(alive.getLast()))
                .map(Node::startedAt)
                .min(Comparator.naturalOrder());
    }

    void show() {
        jdbc.sql("""
                        INSERT /* nuzantara:telemetry */ INTO service_nodes (name, role, version, commit, dirty, tag, started_at, last_seen)
                        VALUES (:name, :role, :version, :commit, :dirty, :tag, :startedAt, :now)
                        ON CONFLICT (name) DO UPDATE SET last_seen = excluded.last_seen
                        """)
                .param("name", name)
                .param("role", role)
                .param("version", build.version())
                .param("commit", build.commit())
                .param("dirty", build.dirty())
                .param("tag", build.tag())
                .param("startedAt", time(startedAt))
                .param("now", time(clock.instant()))
                .update();
    }

    /** Notes that the orchestrator of this process works from now on. */
    public void orchestratorInitialised() {
        show();
        jdbc.sql("""
                        UPDATE /* nuzantara:telemetry */ service_nodes
                           SET orchestrator_initialised_at = :now
                         WHERE name = :name
                        """).param("name", name).param("now", time(clock.instant())).update();
    }

    /**
     * Notes how the agents service answered the orchestrator of this process.
     *
     * @param complaint what was wrong with the answer; null = it was as it should be
     */
    public void agentsAnswered(@Nullable String complaint) {
        show();
        jdbc.sql("""
                        UPDATE /* nuzantara:telemetry */ service_nodes
                           SET agents_asked_at = :now,
                               agents_answered_at = CASE WHEN CAST(:complaint AS text) IS NULL THEN :now ELSE agents_answered_at END,
                               agents_complaint = :complaint
                         WHERE name = :name
                        """)
                .param("name", name)
                .param("complaint", complaint)
                .param("now", time(clock.instant()))
                .update();
    }

    /** A process that ends without this was killed: it falls silent without {@code stopped_at}. */
    @PreDestroy
    void stop() {
        jdbc.sql("""
                        UPDATE /* nuzantara:telemetry */ service_nodes
                           SET stopped_at = :now, last_seen = :now, stop_reason = 'shutdown'
                         WHERE name = :name
                        """).param("name", name).param("now", time(clock.instant())).update();
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    /**
     * One process.
     *
     * @param role {@code all}, {@code agents} or {@code orchestrator}
     * @param commit what it was built from; null for a release that did not know, like the two after it
     * @param dirty whether the tree differed from the commit
     * @param tag the release tag on the commit; null = none
     * @param stopReason {@code shutdown}, or {@code silent}: killed or cut off, nobody planned it; null while it works
     * @param orchestratorInitialisedAt when its orchestrator began to work; null = it has none, or one that is switched off
     * @param agentsAskedAt when its orchestrator last asked the agents service how it is; null = never
     * @param agentsAnsweredAt when that was last answered as it should be
     * @param agentsComplaint what was wrong with the last answer; null = nothing
     */
    public record Node(
            String name,
            String role,
            String version,
            @Nullable String commit,
            @Nullable Boolean dirty,
            @Nullable String tag,
            Instant startedAt,
            Instant lastSeen,
            @Nullable Instant stoppedAt,
            @Nullable String stopReason,
            @Nullable Instant orchestratorInitialisedAt,
            @Nullable Instant agentsAskedAt,
            @Nullable Instant agentsAnsweredAt,
            @Nullable String agentsComplaint) {

        /** Whether it works on the database now. */
        @JsonIgnore
        public boolean isAlive() {
            return stopReason == null;
        }

        /** Whether nobody planned its end. */
        @JsonIgnore
        public boolean isSilent() {
            return "silent".equals(stopReason);
        }

        /** Whether both were built from the same commit, or, where one does not know its commit, are of the same version. */
        public boolean isOfOneBuildWith(Node other) {
            return version.equals(other.version)
                    && (commit == null || other.commit == null || commit.equals(other.commit));
        }
    }
}

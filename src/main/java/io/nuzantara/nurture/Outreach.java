package io.nuzantara.nurture;

import io.nuzantara.database.RecordMapper;
import io.nuzantara.execution.UuidV7;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Decides about candidates and keeps the decisions with their reasons; messages are drafts for a person, nothing is sent. */
@Component
public class Outreach {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final UuidV7 ids;
    private final NurtureSettings settings;
    private final ZoneId zone;

    Outreach(
            JdbcClient jdbc,
            JsonMapper json,
            UuidV7 ids,
            NurtureSettings settings,
            @Value("${nuzantara.zone}") String zone) {
        this.jdbc = jdbc;
        this.json = json;
        this.ids = ids;
        this.settings = settings;
        this.zone = ZoneId.of(zone);
    }

    /**
     * What became of the candidates of one execution.
     *
     * @param planned plans that are new or were decided otherwise than before
     * @param held plans that wait because the day's number is used up
     * @param refused plans that may never be sent, by code
     */
    public record Planned(int planned, int awaitingApproval, int held, Map<String, Integer> refused) {}

    /**
     * Plans for candidates, best first; to be called inside a transaction. Who was held yesterday competes again today.
     *
     * @return figures of the plans this call made
     */
    public Planned plan(UUID execution, Instant at, List<Candidate> candidates) {
        var drafted = drafted(candidates);
        var left = settings.dailyCap()
                - draftsSince(LocalDate.ofInstant(at, zone).atStartOfDay(zone).toInstant());
        var plans = new ArrayList<Plan>();
        for (var candidate : candidates) {
            if (drafted.contains(candidate.key())) {
                continue;
            }
            var decision = OutreachPolicy.decide(candidate, left > 0);
            if (decision instanceof OutreachPolicy.Decision.AwaitApproval) {
                left--;
            }
            plans.add(new Plan(ids.next(), candidate, decision));
        }
        var made = plans.isEmpty() ? List.<Plan>of() : stored(execution, at, plans);
        draft(at, made);
        return counted(made);
    }

    private record Plan(UUID id, Candidate candidate, OutreachPolicy.Decision decision) {
        Plan withId(UUID stored) {
            return new Plan(stored, candidate, decision);
        }
    }

    /** Keys of plans that have a draft: they are decided. */
    private Set<Candidate.Key> drafted(List<Candidate> candidates) {
        return Set.copyOf(jdbc.sql("""
                        SELECT client_id, campaign, period
                          FROM outreach_plans
                         WHERE client_id = ANY (:clients) AND code = 'needs_approval' AND mode = 'dry_run'
                        """)
                .param("clients", candidates.stream().map(Candidate::clientId).toArray(Long[]::new))
                .query(RecordMapper.of(Candidate.Key.class))
                .list());
    }

    private int draftsSince(Instant start) {
        return jdbc.sql("SELECT count(*) FROM outreach_messages WHERE created_at >= :start")
                .param("start", OffsetDateTime.ofInstant(start, ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    private record Stored(UUID id, long clientId, String campaign, String period) {
        Candidate.Key key() {
            return new Candidate.Key(clientId, campaign, period);
        }
    }

    /** New plans, and waiting or refused ones about which was decided otherwise now. */
    private List<Plan> stored(UUID execution, Instant at, List<Plan> plans) {
        var stored = jdbc
                .sql("""
                        INSERT INTO outreach_plans AS p
                               (id, client_id, campaign, period, execution_id, score_cut, mode, decision, code, reason, gates, created_at)
                        SELECT id, client_id, campaign, period, :execution, score, 'dry_run', decision, code, CAST(reason AS jsonb), CAST(gates AS jsonb), :at
                          FROM unnest(:ids, :clients, :campaigns, :periods, :scores, :decisions, :codes, :reasons, :gates)
                               AS plan (id, client_id, campaign, period, score, decision, code, reason, gates)
                        ON CONFLICT (client_id, campaign, period, mode) DO UPDATE
                           SET execution_id = excluded.execution_id, score_cut = excluded.score_cut, decision = excluded.decision, code = excluded.code,
                               reason = excluded.reason, gates = excluded.gates
                         WHERE p.code <> excluded.code
                        RETURNING id, client_id, campaign, period
                        """)
                .param("execution", execution)
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .param("ids", plans.stream().map(Plan::id).toArray(UUID[]::new))
                .param(
                        "clients",
                        plans.stream().map(plan -> plan.candidate().clientId()).toArray(Long[]::new))
                .param("campaigns", texts(plans, plan -> plan.candidate().campaign()))
                .param("periods", texts(plans, plan -> plan.candidate().period()))
                .param(
                        "scores",
                        plans.stream().map(plan -> plan.candidate().score()).toArray(BigDecimal[]::new))
                .param("decisions", texts(plans, plan -> plan.decision().word()))
                .param("codes", texts(plans, plan -> plan.decision().code()))
                .param("reasons", texts(plans, plan -> json.writeValueAsString(reason(plan.candidate()))))
                .param("gates", texts(plans, plan -> json.writeValueAsString(OutreachPolicy.gates(plan.candidate()))))
                .query(RecordMapper.of(Stored.class))
                .list()
                .stream()
                .collect(Collectors.toMap(Stored::key, Stored::id));
        return plans.stream()
                .filter(plan -> stored.containsKey(plan.candidate().key()))
                .map(plan -> plan.withId(
                        Objects.requireNonNull(stored.get(plan.candidate().key()))))
                .toList();
    }

    private static Map<String, Object> reason(Candidate candidate) {
        var reason = new LinkedHashMap<String, Object>();
        reason.put("segment", candidate.segment());
        reason.put("risk_level", candidate.riskLevel());
        reason.put("score", candidate.score());
        reason.put("quiet_days", candidate.quietDays());
        if (candidate.due() != null) {
            reason.put("practice_type", candidate.practiceType());
            reason.put("due", candidate.due());
        }
        return reason;
    }

    private void draft(Instant at, List<Plan> made) {
        var drafted = made.stream()
                .filter(plan -> plan.decision() instanceof OutreachPolicy.Decision.AwaitApproval)
                .toList();
        var drafts = drafted.stream()
                .map(plan -> Drafts.of(plan.candidate(), settings.businessName()))
                .toList();
        jdbc.sql("""
                        INSERT INTO outreach_messages (id, plan_id, body, language, content_hash, drafted_by, state, created_at)
                        SELECT id, plan_id, body, language, content_hash, 'template', 'awaiting_approval', :at
                          FROM unnest(:ids, :plans, :bodies, :languages, :hashes) AS draft (id, plan_id, body, language, content_hash)
                        """)
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .param("ids", drafted.stream().map(plan -> ids.next()).toArray(UUID[]::new))
                .param("plans", drafted.stream().map(Plan::id).toArray(UUID[]::new))
                .param("bodies", drafts.stream().map(Drafts.Draft::body).toArray(String[]::new))
                .param("languages", drafts.stream().map(Drafts.Draft::language).toArray(String[]::new))
                .param(
                        "hashes",
                        drafts.stream().map(draft -> sha256(draft.body())).toArray(String[]::new))
                .update();
    }

    private static Planned counted(List<Plan> made) {
        var awaiting = 0;
        var held = 0;
        var refused = new TreeMap<String, Integer>();
        for (var plan : made) {
            switch (plan.decision()) {
                case OutreachPolicy.Decision.AwaitApproval() -> awaiting++;
                case OutreachPolicy.Decision.Held() -> held++;
                case OutreachPolicy.Decision.Never(var code) -> refused.merge(code, 1, Integer::sum);
            }
        }
        return new Planned(made.size(), awaiting, held, refused);
    }

    /**
     * One draft that waits for a person.
     *
     * @param reason the facts behind it as JSON
     */
    public record Draft(
            UUID id,
            long clientId,
            String client,
            String campaign,
            String language,
            String body,
            String reason,
            Instant createdAt) {}

    /** Drafts that wait for approval, oldest first. */
    public List<Draft> awaitingApproval(int limit) {
        return jdbc.sql("""
                        SELECT m.id, p.client_id, c.name AS client, p.campaign, m.language, m.body, CAST(p.reason AS text) AS reason, m.created_at
                          FROM outreach_messages m
                          JOIN outreach_plans p ON p.id = m.plan_id
                          JOIN crm_clients c ON c.id = p.client_id
                         WHERE m.state = 'awaiting_approval'
                         ORDER BY m.created_at, m.id
                         LIMIT :limit
                        """)
                .param("limit", limit)
                .query(RecordMapper.of(Draft.class))
                .list();
    }

    /** How many drafts wait for approval. */
    public long awaitingApproval() {
        return jdbc.sql("SELECT count(*) FROM outreach_messages WHERE state = 'awaiting_approval'")
                .query(Long.class)
                .single();
    }

    private static String[] texts(List<Plan> plans, Function<Plan, String> text) {
        return plans.stream().map(text).toArray(String[]::new);
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.nuzantara.trainer;

import io.nuzantara.database.RecordMapper;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stored edits of the prompt; one per diff, one open per prompt file. */
@Repository("trainerProposals")
public class Proposals {

    private static final RowMapper<Proposal> PROPOSAL = RecordMapper.of(Proposal.class);

    private final JdbcClient jdbc;

    Proposals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest proposals first, at most {@code limit}. */
    public List<Proposal> recent(int limit) {
        return jdbc.sql("""
                        SELECT *
                          FROM trainer_proposals
                         ORDER BY created_at DESC, id DESC
                         LIMIT :limit
                        """).param("limit", limit).query(PROPOSAL).list();
    }

    /** The proposal of this id. */
    public Optional<Proposal> find(UUID id) {
        return jdbc.sql("SELECT * FROM trainer_proposals WHERE id = :id")
                .param("id", id)
                .query(PROPOSAL)
                .optional();
    }

    /** The unified diff of a proposal. */
    public Optional<String> diff(UUID id) {
        return jdbc.sql("SELECT diff FROM trainer_proposals WHERE id = :id")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    /** The report of a proposal in Markdown; empty while its execution is still at work. */
    public Optional<String> report(UUID id) {
        return jdbc.sql("SELECT report FROM trainer_proposals WHERE id = :id AND report IS NOT NULL")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    /** How many proposals wait for a person. */
    long open() {
        return jdbc.sql("""
                        SELECT count(*)
                          FROM trainer_proposals
                         WHERE state IN ('NOT_EVALUATED', 'READY', 'PR_OPEN')
                        """).query(Long.class).single();
    }

    Optional<Proposal> ofDiff(String diffHash) {
        return jdbc.sql("SELECT * FROM trainer_proposals WHERE diff_hash = :hash")
                .param("hash", diffHash)
                .query(PROPOSAL)
                .optional();
    }

    /** Stores the proposal and closes an older open one of the same prompt; nothing when the diff is known. */
    void save(Proposal proposal, String diff) {
        jdbc.sql("""
                        UPDATE trainer_proposals
                           SET state = 'SUPERSEDED'
                         WHERE path = :path AND state = 'NOT_EVALUATED' AND diff_hash <> :hash
                        """)
                .param("path", proposal.path())
                .param("hash", proposal.diffHash())
                .update();
        jdbc.sql("""
                        INSERT INTO trainer_proposals (
                            id, analysis_id, path, base_blob, operations, diff, diff_hash, state, gate_code, prompt_chars,
                            patch_file, created_at)
                        VALUES (
                            :id, :analysis, :path, :base, CAST(:operations AS jsonb), :diff, :hash, :state, :gate, :chars,
                            :file, :created)
                        ON CONFLICT (diff_hash) DO NOTHING
                        """)
                .param("id", proposal.id())
                .param("analysis", proposal.analysisId())
                .param("path", proposal.path())
                .param("base", proposal.baseBlob())
                .param("operations", proposal.operations())
                .param("diff", diff)
                .param("hash", proposal.diffHash())
                .param("state", proposal.state())
                .param("gate", proposal.gateCode())
                .param("chars", proposal.promptChars())
                .param("file", proposal.patchFile())
                .param("created", OffsetDateTime.ofInstant(proposal.createdAt(), ZoneOffset.UTC))
                .update();
    }

    void report(UUID id, String report) {
        jdbc.sql("UPDATE trainer_proposals SET report = :report WHERE id = :id")
                .param("id", id)
                .param("report", report)
                .update();
    }
}

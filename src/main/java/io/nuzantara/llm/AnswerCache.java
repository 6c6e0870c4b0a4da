package io.nuzantara.llm;

import io.nuzantara.llm.provider.StrictJson;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers by the hash of everything they depend on, for thirty days: the same question costs nothing twice. */
class AnswerCache {

    /** How long answers are kept. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(AnswerCache.class);
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final Clock clock;

    AnswerCache(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<JsonNode> find(Request request) {
        return jdbc.sql("""
                        SELECT content
                          FROM llm_cache
                         WHERE key = :key AND created_at > :since
                        """)
                .param("key", request.key())
                .param("since", now().minus(KEPT))
                .query(String.class)
                .optional()
                .flatMap(StrictJson::read);
    }

    /** Keeps the answer, if that is possible: it is paid, and must reach the caller. */
    void keep(Request request, JsonNode content) {
        try {
            insert(request, content);
        } catch (DataAccessException e) {
            LOG.warn("An answer is not kept, the same question will cost again model={}", request.model(), e);
        }
    }

    /**
     * The last answer counts: two nodes may have asked at the same time. Nobody waits for the disk: the same question costs once
     * more should the server crash in this moment.
     */
    private void insert(Request request, JsonNode content) {
        jdbc.sql("""
                        INSERT INTO llm_cache AS c (key, model, prompt_version, content, created_at)
                        SELECT :key, :model, :promptVersion, :content, :now
                          FROM set_config('synchronous_commit', 'off', true)
                        ON CONFLICT (key) DO UPDATE
                           SET content = excluded.content, created_at = excluded.created_at
                        """)
                .param("key", request.key())
                .param("model", request.model().toString())
                .param("promptVersion", request.question().prompt().version())
                .param("content", MAPPER.writeValueAsString(content))
                .param("now", now())
                .update();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}

package io.nuzantara.llm;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers that did not fit their schema, with the reason, for thirty days: for a person, never for code. */
class Quarantine {

    /** How long they are kept. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);
    private static final int LONGEST = 8_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    Quarantine(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps the answer, if that is possible; the caller hears the reason anyway. */
    void keep(Request request, String answer, List<String> misfits) {
        try {
            insert(request, answer, misfits);
        } catch (DataAccessException e) {
            LOG.warn("An unfit answer is not kept in quarantine model={}", request.model(), e);
        }
    }

    private void insert(Request request, String answer, List<String> misfits) {
        var question = request.question();
        jdbc.sql("""
                        INSERT INTO llm_quarantine (at, model, prompt_version, agent, execution_id, reason, answer)
                        VALUES (:at, :model, :promptVersion, :agent, :execution, :reason, :answer)
                        """)
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("model", request.model().toString())
                .param("promptVersion", question.prompt().version())
                .param("agent", question.caller().agent())
                .param("execution", question.caller().execution())
                .param("reason", String.join("; ", misfits))
                .param("answer", storable(answer))
                .update();
        LOG.info(
                "An answer does not fit its schema and is kept in quarantine agent={} model={} prompt={}",
                question.caller().agent(),
                request.model(),
                question.prompt().version());
    }

    /** PostgreSQL's text takes everything but NUL. */
    private static String storable(String answer) {
        return answer.substring(0, Math.min(LONGEST, answer.length())).replace('\0', '\uFFFD');
    }
}

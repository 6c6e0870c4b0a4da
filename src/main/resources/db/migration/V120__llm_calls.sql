-- Answers of language models: those that fitted, by the hash of what they depend on, and those that did not, with the reason.
-- Both are texts of a model about redacted input; neither goes into planner statistics, and neither is kept beyond a month.
CREATE TABLE llm_cache (
  key            text        CONSTRAINT llm_cache_pkey PRIMARY KEY,
  model          text        NOT NULL,
  prompt_version text        NOT NULL,
  content        text        NOT NULL,
  created_at     timestamptz NOT NULL,
  CONSTRAINT llm_cache_key_check CHECK (key ~ '^[0-9a-f]{64}$')
);
ALTER TABLE llm_cache ALTER COLUMN content SET STATISTICS 0;
CREATE INDEX llm_cache_created_at_idx ON llm_cache (created_at);

CREATE TABLE llm_quarantine (
  id             bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT llm_quarantine_pkey PRIMARY KEY,
  at             timestamptz NOT NULL,
  model          text        NOT NULL,
  prompt_version text        NOT NULL,
  agent          text        NOT NULL,
  execution_id   uuid,
  reason         text        NOT NULL,
  answer         text        NOT NULL CONSTRAINT llm_quarantine_answer_check CHECK (length(answer) <= 8000)
);
COMMENT ON COLUMN llm_quarantine.reason IS 'places and rules, never a value';
ALTER TABLE llm_quarantine ALTER COLUMN answer SET STATISTICS 0;
CREATE INDEX llm_quarantine_at_idx ON llm_quarantine (at);

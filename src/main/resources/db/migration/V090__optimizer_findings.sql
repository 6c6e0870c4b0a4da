CREATE TABLE optimizer_analyses (
  execution_id        uuid             NOT NULL CONSTRAINT optimizer_analyses_pkey PRIMARY KEY,
  analysed_at         timestamptz      NOT NULL,
  window_from         timestamptz      NOT NULL,
  window_to           timestamptz      NOT NULL,
  snapshots           integer          NOT NULL,
  statements_analysed integer          NOT NULL,
  total_ms            double precision NOT NULL,
  coverage_pct        double precision CONSTRAINT optimizer_analyses_coverage_pct_check CHECK (coverage_pct BETWEEN 0 AND 100),
  skipped             jsonb            NOT NULL,
  unknown             jsonb            NOT NULL,
  findings            integer          NOT NULL,
  critical            integer          NOT NULL
);
COMMENT ON COLUMN optimizer_analyses.execution_id IS 'kept when the execution is forgotten, hence no foreign key';
COMMENT ON COLUMN optimizer_analyses.coverage_pct IS 'share of the window''s time that could be read and explained; null = there was none';
CREATE INDEX optimizer_analyses_analysed_at_idx ON optimizer_analyses (analysed_at DESC);

CREATE TABLE optimizer_findings (
  id           bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT optimizer_findings_pkey PRIMARY KEY,
  execution_id uuid        NOT NULL,
  rule         text        NOT NULL,
  severity     text        NOT NULL CONSTRAINT optimizer_findings_severity_check CHECK (severity IN ('low', 'medium', 'high', 'critical')),
  subject      text        NOT NULL,
  fingerprint  text        NOT NULL CONSTRAINT optimizer_findings_fingerprint_key UNIQUE,
  figures      jsonb       NOT NULL,
  first_seen   timestamptz NOT NULL,
  last_seen    timestamptz NOT NULL,
  resolved_at  timestamptz
);
COMMENT ON COLUMN optimizer_findings.execution_id IS 'the execution that saw it last';
CREATE INDEX optimizer_findings_open_idx ON optimizer_findings (rule) WHERE resolved_at IS NULL;

CREATE TABLE optimizer_proposals (
  id           bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT optimizer_proposals_pkey PRIMARY KEY,
  fingerprint  text        NOT NULL,
  kind         text        NOT NULL CONSTRAINT optimizer_proposals_kind_check
                           CHECK (kind IN ('create_index', 'drop_index', 'analyze', 'rewrite', 'cache', 'setting', 'maintenance')),
  table_name   text        NOT NULL,
  definition   text        NOT NULL,
  status       text        NOT NULL CONSTRAINT optimizer_proposals_status_check
                           CHECK (status IN ('open', 'approved', 'applied', 'rejected', 'superseded', 'expired')),
  risk         text        NOT NULL CONSTRAINT optimizer_proposals_risk_check CHECK (risk IN ('low', 'medium', 'high')),
  proof        jsonb       NOT NULL,
  explanation  text        NOT NULL,
  pr_url       text,
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL,
  decided_at   timestamptz,
  decided_by   text
);
COMMENT ON COLUMN optimizer_proposals.definition IS 'the exact statement; nothing is applied without a decision';
CREATE UNIQUE INDEX optimizer_proposals_open_fingerprint_key ON optimizer_proposals (fingerprint) WHERE status = 'open';

-- What language models may cost, what they have cost, and how fast they may be called: the same for all nodes.
CREATE TABLE llm_budgets (
  scope      text           NOT NULL CONSTRAINT llm_budgets_scope_check CHECK (scope IN ('day', 'execution')),
  subject    text           NOT NULL,
  cap        numeric(14, 6) NOT NULL CONSTRAINT llm_budgets_cap_check CHECK (cap >= 0),
  spent      numeric(14, 6) NOT NULL DEFAULT 0 CONSTRAINT llm_budgets_spent_check CHECK (spent >= 0),
  reserved   numeric(14, 6) NOT NULL DEFAULT 0 CONSTRAINT llm_budgets_reserved_check CHECK (reserved >= 0),
  refused    numeric(14, 6),
  told       text           NOT NULL DEFAULT 'normal' CONSTRAINT llm_budgets_told_check CHECK (told IN ('normal', 'nearly_used', 'used_up')),
  created_at timestamptz    NOT NULL,
  CONSTRAINT llm_budgets_pkey PRIMARY KEY (scope, subject)
) WITH (fillfactor = 50);
COMMENT ON TABLE llm_budgets IS 'in USD; every call holds its worst case here before it is made';
COMMENT ON COLUMN llm_budgets.subject IS 'the day in the company''s zone, or the id of the execution';
COMMENT ON COLUMN llm_budgets.refused IS 'the least worst case that was refused; null when nothing was';
COMMENT ON COLUMN llm_budgets.told IS 'what people were told last about the day';

CREATE TABLE llm_caps (
  scope      text           NOT NULL CONSTRAINT llm_caps_pkey PRIMARY KEY CONSTRAINT llm_caps_scope_check CHECK (scope IN ('day', 'execution')),
  cap        numeric(14, 6) NOT NULL CONSTRAINT llm_caps_cap_check CHECK (cap >= 0),
  updated_at timestamptz    NOT NULL,
  updated_by text           NOT NULL
);
COMMENT ON TABLE llm_caps IS 'caps that were changed while the service runs; else the settings hold';

CREATE TABLE llm_reservations (
  id           uuid           NOT NULL CONSTRAINT llm_reservations_pkey PRIMARY KEY,
  at           timestamptz    NOT NULL,
  day          date           NOT NULL,
  agent        text           NOT NULL,
  execution_id uuid,
  purpose      text           NOT NULL,
  provider     text           NOT NULL,
  model        text           NOT NULL,
  amount       numeric(14, 6) NOT NULL CONSTRAINT llm_reservations_amount_check CHECK (amount >= 0)
);
CREATE INDEX llm_reservations_at_idx ON llm_reservations (at);
COMMENT ON TABLE llm_reservations IS 'calls that are under way; what a process leaves here when it dies counts as spent';

CREATE TABLE llm_usage (
  id             bigint         GENERATED ALWAYS AS IDENTITY CONSTRAINT llm_usage_pkey PRIMARY KEY,
  at             timestamptz    NOT NULL,
  day            date           NOT NULL,
  agent          text           NOT NULL,
  execution_id   uuid,
  purpose        text           NOT NULL,
  prompt_version text,
  provider       text           NOT NULL,
  model          text           NOT NULL,
  served_by      text,
  input_tokens   bigint         NOT NULL DEFAULT 0,
  cached_tokens  bigint         NOT NULL DEFAULT 0,
  output_tokens  bigint         NOT NULL DEFAULT 0,
  cost           numeric(14, 6) NOT NULL,
  took           interval       NOT NULL,
  outcome        text           NOT NULL CONSTRAINT llm_usage_outcome_check CHECK (outcome IN ('answered', 'cached', 'unfit', 'failed', 'lost')),
  refusal        text
);
CREATE INDEX llm_usage_day_idx ON llm_usage (day, id);
CREATE INDEX llm_usage_execution_id_idx ON llm_usage (execution_id) WHERE execution_id IS NOT NULL;
CREATE INDEX llm_usage_refusal_idx ON llm_usage (id) WHERE refusal IS NOT NULL;
COMMENT ON TABLE llm_usage IS 'every call, never its text';
COMMENT ON COLUMN llm_usage.day IS 'in the company''s zone: the budget it was paid from';
COMMENT ON COLUMN llm_usage.outcome IS 'lost: the process died before it told what the call has cost; the worst case counts';

CREATE TABLE llm_limits (
  provider      text             NOT NULL CONSTRAINT llm_limits_pkey PRIMARY KEY,
  requests      double precision NOT NULL,
  tokens        double precision NOT NULL,
  refilled_at   timestamptz      NOT NULL,
  blocked_until timestamptz
) WITH (fillfactor = 50);
COMMENT ON COLUMN llm_limits.requests IS 'left in the bucket at refilled_at';
COMMENT ON COLUMN llm_limits.tokens IS 'left in the bucket at refilled_at; below 0 after a call larger than the bucket';

CREATE TABLE llm_permits (
  id           uuid        NOT NULL CONSTRAINT llm_permits_pkey PRIMARY KEY,
  provider     text        NOT NULL CONSTRAINT llm_permits_provider_fkey REFERENCES llm_limits ON DELETE CASCADE,
  leased_until timestamptz NOT NULL
);
CREATE INDEX llm_permits_provider_idx ON llm_permits (provider, leased_until);
COMMENT ON TABLE llm_permits IS 'calls at work; one whose process died frees its place when its lease is over';

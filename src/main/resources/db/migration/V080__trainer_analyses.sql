CREATE TABLE trainer_analyses (
  id               uuid             NOT NULL CONSTRAINT trainer_analyses_pkey PRIMARY KEY,
  execution_id     uuid             CONSTRAINT trainer_analyses_execution_id_key UNIQUE
                                    CONSTRAINT trainer_analyses_execution_id_fkey REFERENCES agent_executions ON DELETE SET NULL,
  created_at       timestamptz      NOT NULL,
  status           text             NOT NULL CONSTRAINT trainer_analyses_status_check
                                    CHECK (status IN ('insufficient_data', 'nothing_addressable', 'check_failed', 'not_evaluated', 'judge_not_validated', 'too_few_decisive',
                                                      'win_rate_not_proven', 'judge_inconsistent', 'stratum_worse', 'length_confounded', 'budget_exhausted',
                                                      'rejected_before', 'already_open', 'passed', 'pr_failed')),
  feature_set      text             NOT NULL CONSTRAINT trainer_analyses_feature_set_check CHECK (feature_set IN ('live', 'baseline')),
  days_back        integer          NOT NULL,
  window_days      integer          NOT NULL,
  window_from      timestamptz      NOT NULL,
  window_to        timestamptz      NOT NULL,
  n_total          integer          NOT NULL,
  n_rated          integer          NOT NULL,
  n_high           integer          NOT NULL,
  n_low            integer          NOT NULL,
  n_middle         integer          NOT NULL,
  n_dropped        integer          NOT NULL,
  staff_led        integer          NOT NULL,
  unanswered       integer          NOT NULL,
  discovery_high   integer          NOT NULL,
  discovery_low    integer          NOT NULL,
  coverage         double precision NOT NULL CONSTRAINT trainer_analyses_coverage_check CHECK (coverage BETWEEN 0 AND 1),
  high_from        double precision NOT NULL,
  low_below        double precision NOT NULL,
  detectable_delta double precision,
  salt             bytea            NOT NULL CONSTRAINT trainer_analyses_salt_check CHECK (length(salt) = 32),
  windows_tried    text[]           NOT NULL,
  warnings         text[]           NOT NULL,
  report           text
);
COMMENT ON COLUMN trainer_analyses.salt IS 'deals clients into parts; for administrators only';
CREATE INDEX trainer_analyses_created_at_idx ON trainer_analyses (created_at DESC, id);
CREATE INDEX trainer_analyses_window_to_idx ON trainer_analyses (window_to);

CREATE TABLE trainer_features (
  analysis_id      uuid             NOT NULL CONSTRAINT trainer_features_analysis_id_fkey REFERENCES trainer_analyses ON DELETE CASCADE,
  position         smallint         NOT NULL,
  feature          text             NOT NULL,
  side             text             NOT NULL CONSTRAINT trainer_features_side_check CHECK (side IN ('ADDRESSABLE', 'CONTEXT', 'OUTCOME')),
  n_high           integer          NOT NULL,
  n_low            integer          NOT NULL,
  mean_high        double precision,
  mean_low         double precision,
  delta            double precision,
  ci_low           double precision,
  ci_high          double precision,
  p                double precision,
  q                double precision,
  rho              double precision,
  rho_p            double precision,
  z                double precision,
  strat_p          double precision,
  strat_q          double precision,
  sign_half_a      smallint,
  sign_half_b      smallint,
  comparable_share double precision,
  decided          boolean          NOT NULL,
  CONSTRAINT trainer_features_pkey PRIMARY KEY (analysis_id, feature)
);
COMMENT ON COLUMN trainer_features.comparable_share IS 'share of the conversations in strata with both classes';

CREATE TABLE trainer_proposals (
  id          uuid        NOT NULL CONSTRAINT trainer_proposals_pkey PRIMARY KEY,
  analysis_id uuid        NOT NULL CONSTRAINT trainer_proposals_analysis_id_key UNIQUE
                          CONSTRAINT trainer_proposals_analysis_id_fkey REFERENCES trainer_analyses ON DELETE CASCADE,
  path        text        NOT NULL,
  base_commit text,
  base_blob   text        NOT NULL CONSTRAINT trainer_proposals_base_blob_check CHECK (base_blob ~ '^[0-9a-f]{40}$'),
  operations  jsonb       NOT NULL,
  diff        text        NOT NULL,
  diff_hash   text        NOT NULL CONSTRAINT trainer_proposals_diff_hash_key UNIQUE,
  state       text        NOT NULL CONSTRAINT trainer_proposals_state_check
                          CHECK (state IN ('DRAFTED', 'REFUSED', 'NOT_EVALUATED', 'EVALUATED', 'GATE_REFUSED', 'READY', 'PR_OPEN', 'MERGED', 'FOLLOWED_UP', 'CLOSED', 'SUPERSEDED')),
  gate_code   text,
  prompt_chars integer    NOT NULL,
  patch_file  text        NOT NULL,
  report      text,
  branch      text,
  pr_number   bigint,
  pr_url      text,
  created_at  timestamptz NOT NULL
);
CREATE INDEX trainer_proposals_created_at_idx ON trainer_proposals (created_at DESC, id);
CREATE UNIQUE INDEX trainer_proposals_open_path_key ON trainer_proposals (path) WHERE state IN ('NOT_EVALUATED', 'READY', 'PR_OPEN');

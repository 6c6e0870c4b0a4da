CREATE TABLE client_scores (
  client_id          bigint           NOT NULL CONSTRAINT client_scores_pkey PRIMARY KEY
                                      CONSTRAINT client_scores_client_id_fkey REFERENCES crm_clients ON DELETE CASCADE,
  execution_id       uuid             NOT NULL,
  scored_at          timestamptz      NOT NULL,
  cut                date             NOT NULL,
  method             text             NOT NULL CONSTRAINT client_scores_method_check
                                      CHECK (method IN ('legacy', 'bg_nbd', 'mbg_nbd', 'pareto_nbd', 'mbg_nbd_map')),
  model_id           bigint,
  legacy_score       numeric(5, 2)    NOT NULL CONSTRAINT client_scores_legacy_score_check CHECK (legacy_score BETWEEN 0 AND 100),
  engagement         double precision NOT NULL,
  sentiment          double precision NOT NULL,
  recency            double precision NOT NULL,
  quality            double precision NOT NULL,
  practice           double precision NOT NULL,
  quiet_days         integer          NOT NULL,
  x                  integer,
  t_x_days           integer,
  t_days             integer,
  mean_value         double precision CONSTRAINT client_scores_mean_value_check CHECK (mean_value <> 'NaN'),
  expected_purchases double precision CONSTRAINT client_scores_expected_purchases_check CHECK (expected_purchases <> 'NaN'),
  p_active           double precision CONSTRAINT client_scores_p_active_check CHECK (p_active BETWEEN 0 AND 1),
  churn              numeric(6, 5)    CONSTRAINT client_scores_churn_check CHECK (churn BETWEEN 0 AND 1),
  churn_rank         double precision CONSTRAINT client_scores_churn_rank_check CHECK (churn_rank BETWEEN 0 AND 1),
  expected_renewals  double precision CONSTRAINT client_scores_expected_renewals_check CHECK (expected_renewals <> 'NaN'),
  value_12m          numeric(16, 2),
  value_low          numeric(16, 2),
  value_high         numeric(16, 2),
  value_currency     char(3),
  value_reason       text,
  value_at_risk      numeric(16, 2),
  value_score        numeric(5, 2)    NOT NULL CONSTRAINT client_scores_value_score_check CHECK (value_score BETWEEN 0 AND 100),
  segment            text             NOT NULL CONSTRAINT client_scores_segment_check
                                      CHECK (segment IN ('VIP', 'HIGH_VALUE', 'MEDIUM_VALUE', 'LOW_VALUE')),
  at_risk            boolean          NOT NULL,
  risk_level         text             NOT NULL CONSTRAINT client_scores_risk_level_check
                                      CHECK (risk_level IN ('HIGH_RISK', 'MEDIUM_RISK', 'LOW_RISK')),
  segment_since      timestamptz      NOT NULL,
  pinned_segment     text,
  reasons            jsonb            NOT NULL DEFAULT '[]',
  CONSTRAINT client_scores_value_check CHECK ((value_12m IS NULL) = (value_reason IS NOT NULL))
) WITH (fillfactor = 70);
COMMENT ON COLUMN client_scores.value_reason IS 'why there is no value in money, e.g. legacy: activity was scored, not purchases';

CREATE TABLE client_score_history (
  client_id  bigint        NOT NULL CONSTRAINT client_score_history_client_id_fkey REFERENCES crm_clients ON DELETE CASCADE,
  cut        date          NOT NULL,
  value_12m  numeric(16, 2),
  churn      numeric(6, 5),
  segment    text          NOT NULL,
  risk_level text          NOT NULL,
  CONSTRAINT client_score_history_pkey PRIMARY KEY (client_id, cut)
);

CREATE TABLE outreach_plans (
  id            uuid          NOT NULL CONSTRAINT outreach_plans_pkey PRIMARY KEY,
  client_id     bigint        NOT NULL CONSTRAINT outreach_plans_client_id_fkey REFERENCES crm_clients ON DELETE CASCADE,
  campaign      text          NOT NULL CONSTRAINT outreach_plans_campaign_check
                              CHECK (campaign IN ('renewal_due', 'vip_quiet', 'at_risk', 'high_value_quiet')),
  period        text          NOT NULL,
  execution_id  uuid          NOT NULL,
  score_cut     numeric(5, 2) NOT NULL,
  mode          text          NOT NULL CONSTRAINT outreach_plans_mode_check CHECK (mode IN ('live', 'dry_run')),
  value_at_risk numeric(16, 2),
  currency      char(3),
  decision      text          NOT NULL CONSTRAINT outreach_plans_decision_check CHECK (decision IN ('send', 'wait', 'never')),
  code          text          NOT NULL,
  until         timestamptz,
  reason        jsonb         NOT NULL,
  gates         jsonb         NOT NULL,
  created_at    timestamptz   NOT NULL,
  CONSTRAINT outreach_plans_client_id_campaign_period_mode_key UNIQUE (client_id, campaign, period, mode)
);
COMMENT ON COLUMN outreach_plans.reason IS 'why this client, in numbers: segment, risk, score, quiet days, date of the renewal';
COMMENT ON COLUMN outreach_plans.gates IS 'the gates looked at and what each said';
CREATE INDEX outreach_plans_execution_id_idx ON outreach_plans (execution_id);

CREATE TABLE outreach_messages (
  id           uuid        NOT NULL CONSTRAINT outreach_messages_pkey PRIMARY KEY,
  plan_id      uuid        NOT NULL CONSTRAINT outreach_messages_plan_id_key UNIQUE
                           CONSTRAINT outreach_messages_plan_id_fkey REFERENCES outreach_plans ON DELETE CASCADE,
  body         text        NOT NULL,
  language     text        NOT NULL CONSTRAINT outreach_messages_language_check CHECK (language IN ('en', 'it', 'id')),
  content_hash text        NOT NULL,
  drafted_by   text        NOT NULL CONSTRAINT outreach_messages_drafted_by_check CHECK (drafted_by IN ('template', 'llm', 'person')),
  state        text        NOT NULL CONSTRAINT outreach_messages_state_check CHECK (state IN ('awaiting_approval')),
  created_at   timestamptz NOT NULL
);
COMMENT ON TABLE outreach_messages IS 'drafts: nothing leaves without a sender and the approval of a person';
CREATE INDEX outreach_messages_state_idx ON outreach_messages (state, created_at);

CREATE TABLE scheduled_tasks (
  task_name            text        NOT NULL,
  task_instance        text        NOT NULL,
  task_data            bytea,
  execution_time       timestamptz NOT NULL,
  picked               boolean     NOT NULL,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint      NOT NULL,
  priority             smallint,
  CONSTRAINT scheduled_tasks_pkey PRIMARY KEY (task_name, task_instance)
) WITH (autovacuum_vacuum_scale_factor = 0.01);
CREATE INDEX scheduled_tasks_execution_time_idx ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat_idx ON scheduled_tasks (last_heartbeat);
CREATE INDEX scheduled_tasks_priority_execution_time_idx ON scheduled_tasks (priority DESC, execution_time);

CREATE TABLE agent_executions (
  id                  uuid        NOT NULL CONSTRAINT agent_executions_pkey PRIMARY KEY,
  agent               text        NOT NULL,
  trigger             text        NOT NULL CONSTRAINT agent_executions_trigger_check CHECK (trigger IN ('api', 'schedule', 'cycle', 'retry', 'cli')),
  requested_by        text        NOT NULL,
  parameters          jsonb       NOT NULL,
  idempotency_key     text        CONSTRAINT agent_executions_idempotency_key_key UNIQUE,
  exclusive_key       text,
  retry_of            uuid        CONSTRAINT agent_executions_retry_of_fkey REFERENCES agent_executions ON DELETE SET NULL,
  status              text        NOT NULL CONSTRAINT agent_executions_status_check
                                  CHECK (status IN ('started', 'running', 'waiting_approval', 'completed', 'failed', 'cancelled')),
  degraded            boolean     NOT NULL DEFAULT false,
  degraded_reasons    text[]      NOT NULL DEFAULT '{}' CONSTRAINT agent_executions_degraded_reasons_check
                                  CHECK (degraded_reasons <@ ARRAY['items_failed', 'budget_exhausted', 'deadline_reached', 'local_fallback', 'partial_sources', 'approval_expired']),
  priority            smallint    NOT NULL,
  phase               text,
  queued_at           timestamptz,
  fence               bigint      NOT NULL DEFAULT 0,
  wake_seq            bigint      NOT NULL DEFAULT 0,
  event_seq           bigint      NOT NULL DEFAULT 0,
  in_flight           boolean     NOT NULL DEFAULT false,
  crashes             integer     NOT NULL DEFAULT 0,
  attempts            integer     NOT NULL DEFAULT 0,
  cancel_requested_at timestamptz,
  cancel_requested_by text,
  deadline            timestamptz,
  node                text,
  items_total         bigint,
  fanned_out          boolean     NOT NULL DEFAULT false,
  error_code          text        CONSTRAINT agent_executions_error_code_check
                                  CHECK (error_code IN ('agent_bug', 'poisoned', 'item_failures', 'step_incompatible', 'dependency_unavailable', 'configuration_missing',
                                                        'budget_exhausted', 'deadline_exceeded', 'approval_rejected', 'approval_expired', 'stopped')),
  error               text,
  message             text,
  result              json,
  created_at          timestamptz NOT NULL,
  running_since       timestamptz,
  finished_at         timestamptz,
  CONSTRAINT agent_executions_final_check CHECK ((status IN ('completed', 'failed', 'cancelled')) = (finished_at IS NOT NULL)),
  CONSTRAINT agent_executions_failed_check CHECK ((status = 'failed') = (error_code IS NOT NULL))
);
CREATE UNIQUE INDEX agent_executions_exclusive_key_active_key ON agent_executions (exclusive_key) WHERE status IN ('started', 'running');
CREATE INDEX agent_executions_queue_idx ON agent_executions (priority DESC, queued_at, id) WHERE queued_at IS NOT NULL;
CREATE INDEX agent_executions_fanned_out_idx ON agent_executions (id) WHERE fanned_out;
CREATE INDEX agent_executions_created_at_idx ON agent_executions (created_at DESC, id DESC);
CREATE INDEX agent_executions_agent_created_at_idx ON agent_executions (agent, created_at DESC, id DESC);
CREATE INDEX agent_executions_status_created_at_idx ON agent_executions (status, created_at DESC, id DESC);
CREATE INDEX agent_executions_trigger_created_at_idx ON agent_executions (trigger, created_at DESC, id DESC);
CREATE INDEX agent_executions_degraded_idx ON agent_executions (created_at DESC, id DESC) WHERE degraded;
CREATE INDEX agent_executions_finished_at_idx ON agent_executions (finished_at, id) WHERE finished_at IS NOT NULL;
CREATE INDEX agent_executions_retry_of_idx ON agent_executions (retry_of) WHERE retry_of IS NOT NULL;

CREATE TABLE execution_steps (
  execution_id uuid        NOT NULL CONSTRAINT execution_steps_execution_id_fkey REFERENCES agent_executions ON DELETE CASCADE,
  name         text        NOT NULL,
  status       text        NOT NULL CONSTRAINT execution_steps_status_check CHECK (status IN ('running', 'completed', 'failed')),
  output       jsonb       CONSTRAINT execution_steps_output_check CHECK (octet_length(output::text) <= 65536),
  attempts     integer     NOT NULL DEFAULT 1,
  error        text,
  started_at   timestamptz NOT NULL,
  finished_at  timestamptz,
  CONSTRAINT execution_steps_pkey PRIMARY KEY (execution_id, name)
);

CREATE TABLE execution_items (
  execution_id uuid        NOT NULL CONSTRAINT execution_items_execution_id_fkey REFERENCES agent_executions ON DELETE CASCADE,
  item_no      bigint      NOT NULL,
  kind         text        NOT NULL,
  item_key     text        NOT NULL,
  input        jsonb,
  status       text        NOT NULL CONSTRAINT execution_items_status_check CHECK (status IN ('ready', 'running', 'done', 'failed', 'cancelled')),
  lane         smallint,
  owner        text,
  attempts     integer     NOT NULL DEFAULT 0,
  not_before   timestamptz NOT NULL,
  error_code   text,
  error        text,
  finished_at  timestamptz,
  CONSTRAINT execution_items_pkey PRIMARY KEY (execution_id, item_no),
  CONSTRAINT execution_items_execution_id_kind_item_key_key UNIQUE (execution_id, kind, item_key)
);
CREATE INDEX execution_items_ready_idx ON execution_items (execution_id, not_before, item_no) WHERE status = 'ready';
CREATE INDEX execution_items_running_idx ON execution_items (lane) WHERE status = 'running';
CREATE INDEX execution_items_failed_idx ON execution_items (execution_id, item_no) WHERE status = 'failed';

CREATE TABLE execution_progress (
  execution_id uuid           NOT NULL CONSTRAINT execution_progress_execution_id_fkey REFERENCES agent_executions ON DELETE CASCADE,
  lane         smallint       NOT NULL,
  done         bigint         NOT NULL DEFAULT 0,
  failed       bigint         NOT NULL DEFAULT 0,
  tokens       bigint         NOT NULL DEFAULT 0,
  cost         numeric(12, 6) NOT NULL DEFAULT 0,
  CONSTRAINT execution_progress_pkey PRIMARY KEY (execution_id, lane)
);

CREATE TABLE execution_events (
  execution_id uuid        NOT NULL CONSTRAINT execution_events_execution_id_fkey REFERENCES agent_executions ON DELETE CASCADE,
  seq          bigint      NOT NULL,
  at           timestamptz NOT NULL,
  kind         text        NOT NULL CONSTRAINT execution_events_kind_check
                           CHECK (kind IN ('accepted', 'slot_taken', 'step_completed', 'fanned_out', 'item_failed', 'degraded', 'waiting_approval', 'approval_decided', 'retrying',
                                           'taken_over', 'cancel_requested', 'occurrence_skipped', 'completed', 'failed', 'cancelled')),
  data         jsonb       NOT NULL DEFAULT '{}',
  feed_no      bigint      CONSTRAINT execution_events_feed_no_key UNIQUE,
  CONSTRAINT execution_events_pkey PRIMARY KEY (execution_id, seq)
);
COMMENT ON COLUMN execution_events.feed_no IS
  'Place in the stream of all executions: given after the commit, in one order for all readers; null = not yet..';
CREATE INDEX execution_events_unnumbered_idx ON execution_events (execution_id, seq) WHERE feed_no IS NULL;

CREATE TABLE execution_feed (
  single boolean NOT NULL DEFAULT true CONSTRAINT execution_feed_pkey PRIMARY KEY CONSTRAINT execution_feed_single_check CHECK (single),
  last   bigint  NOT NULL
);
COMMENT ON TABLE execution_feed IS 'The highest feed_no given; whoever gives numbers holds its only row until the commit.';
INSERT INTO execution_feed (last) VALUES (0);

CREATE TABLE execution_retention (
  rule  text        NOT NULL CONSTRAINT execution_retention_pkey PRIMARY KEY,
  until timestamptz NOT NULL
);
COMMENT ON TABLE execution_retention IS 'How far each rule has come: executions that ended before have nothing more to delete.';

CREATE TABLE agent_slots (
  no           smallint NOT NULL CONSTRAINT agent_slots_pkey PRIMARY KEY,
  execution_id uuid     CONSTRAINT agent_slots_execution_id_key UNIQUE
                        CONSTRAINT agent_slots_execution_id_fkey REFERENCES agent_executions ON DELETE SET NULL
);

CREATE TABLE approvals (
  id             uuid        NOT NULL CONSTRAINT approvals_pkey PRIMARY KEY,
  execution_id   uuid        NOT NULL CONSTRAINT approvals_execution_id_fkey REFERENCES agent_executions ON DELETE CASCADE,
  step           text        NOT NULL,
  permission     text        NOT NULL,
  title          text        NOT NULL,
  payload        jsonb       NOT NULL,
  payload_hash   text        NOT NULL,
  status         text        NOT NULL CONSTRAINT approvals_status_check CHECK (status IN ('pending', 'approved', 'rejected', 'expired', 'withdrawn')),
  created_at     timestamptz NOT NULL DEFAULT now(),
  expires_at     timestamptz NOT NULL,
  edited_payload jsonb,
  decided_by     text,
  decided_at     timestamptz,
  note           text,
  CONSTRAINT approvals_execution_id_step_key UNIQUE (execution_id, step)
);
CREATE INDEX approvals_status_idx ON approvals (status, id);

CREATE TABLE effects (
  key          text        NOT NULL CONSTRAINT effects_pkey PRIMARY KEY,
  execution_id uuid        NOT NULL CONSTRAINT effects_execution_id_fkey REFERENCES agent_executions ON DELETE CASCADE,
  kind         text        NOT NULL,
  payload      jsonb       NOT NULL,
  status       text        NOT NULL CONSTRAINT effects_status_check CHECK (status IN ('planned', 'sending', 'done', 'failed', 'unknown')),
  attempts     integer     NOT NULL DEFAULT 0,
  external_id  text,
  error        text,
  created_at   timestamptz NOT NULL,
  sent_at      timestamptz,
  finished_at  timestamptz
);
CREATE INDEX effects_execution_id_idx ON effects (execution_id);

CREATE TABLE agent_settings (
  agent      text        NOT NULL CONSTRAINT agent_settings_pkey PRIMARY KEY,
  enabled    boolean     NOT NULL DEFAULT true,
  cron       text        NOT NULL,
  zone       text        NOT NULL,
  cooldown   interval    NOT NULL,
  updated_at timestamptz NOT NULL,
  updated_by text        NOT NULL
);

CREATE TABLE engine_settings (
  name       text        NOT NULL CONSTRAINT engine_settings_pkey PRIMARY KEY,
  value      text        NOT NULL,
  reason     text,
  updated_at timestamptz NOT NULL,
  updated_by text        NOT NULL,
  CONSTRAINT engine_settings_limits_check CHECK (name NOT IN ('lanes', 'slots') OR value ~ '^([1-9]|[12][0-9]|3[0-2])$')
);

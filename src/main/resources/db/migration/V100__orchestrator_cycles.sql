-- The timer and the work list of the cycles: a table of its own, because a scheduler deletes tasks whose names it does not know.
CREATE TABLE orchestrator_tasks (
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
  CONSTRAINT orchestrator_tasks_pkey PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX orchestrator_tasks_execution_time_idx ON orchestrator_tasks (execution_time);
CREATE INDEX orchestrator_tasks_last_heartbeat_idx ON orchestrator_tasks (last_heartbeat);
CREATE INDEX orchestrator_tasks_priority_execution_time_idx ON orchestrator_tasks (priority DESC, execution_time);

CREATE TABLE orchestration_cycles (
  id           uuid        NOT NULL CONSTRAINT orchestration_cycles_pkey PRIMARY KEY,
  trigger      text        NOT NULL CONSTRAINT orchestration_cycles_trigger_check CHECK (trigger IN ('schedule', 'api')),
  requested_by text        NOT NULL,
  status       text        NOT NULL CONSTRAINT orchestration_cycles_status_check CHECK (status IN ('running', 'completed', 'stopped', 'interrupted')),
  phase        text        NOT NULL CONSTRAINT orchestration_cycles_phase_check
                           CHECK (phase IN ('waiting', 'observing', 'planning', 'running', 'reporting', 'ended')),
  plan         jsonb,
  started_at   timestamptz NOT NULL,
  observing_at timestamptz,
  observed_at  timestamptz,
  planned_at   timestamptz,
  ran_at       timestamptz,
  finished_at  timestamptz,
  CONSTRAINT orchestration_cycles_final_check CHECK ((status = 'running') = (finished_at IS NULL))
);
-- One cycle works at a time in the whole cluster.
CREATE UNIQUE INDEX orchestration_cycles_running_key ON orchestration_cycles (status) WHERE status = 'running';

CREATE TABLE orchestration_runs (
  cycle_id uuid     NOT NULL CONSTRAINT orchestration_runs_cycle_id_fkey REFERENCES orchestration_cycles ON DELETE CASCADE,
  agent    text     NOT NULL,
  position smallint NOT NULL,
  final    boolean  NOT NULL DEFAULT false,
  run      jsonb    NOT NULL,
  CONSTRAINT orchestration_runs_pkey PRIMARY KEY (cycle_id, agent)
);

-- The whole report of each cycle that ended; the id is the cycle's.
CREATE TABLE agent_orchestration_reports (
  id          uuid        NOT NULL CONSTRAINT agent_orchestration_reports_pkey PRIMARY KEY,
  report_data jsonb       NOT NULL,
  created_at  timestamptz NOT NULL
);
CREATE INDEX agent_orchestration_reports_created_at_idx ON agent_orchestration_reports (created_at DESC, id DESC);

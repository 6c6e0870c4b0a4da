-- The switch that people change while the service runs, for all nodes; without a row it is on.
CREATE TABLE orchestrator_switch (
  only_row   boolean     NOT NULL DEFAULT true CONSTRAINT orchestrator_switch_pkey PRIMARY KEY
                         CONSTRAINT orchestrator_switch_only_row_check CHECK (only_row),
  enabled    boolean     NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text        NOT NULL
);

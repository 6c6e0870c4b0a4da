-- Since when each row of the readiness matrix is as it is: a place is one host in one role, since disks and clocks are a host's own.
CREATE TABLE readiness_states (
  place    text        NOT NULL,
  check_id text        NOT NULL,
  state    text        NOT NULL CONSTRAINT readiness_states_state_check CHECK (state IN ('pass', 'warn', 'fail', 'skip')),
  since    timestamptz NOT NULL,
  seen_at  timestamptz NOT NULL,
  CONSTRAINT readiness_states_pkey PRIMARY KEY (place, check_id)
);

-- The service looks whether its schema is current; it was made before the default privileges, so its own role could not read it.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'nuzantara_app') THEN
    EXECUTE format('GRANT SELECT ON %I.flyway_schema_history TO nuzantara_app', current_schema());
  END IF;
END
$$;

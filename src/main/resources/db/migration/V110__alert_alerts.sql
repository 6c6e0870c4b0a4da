-- One row from the moment something is wrong until it is over; both notices, of the trouble and of its end, are delivered
-- at least once.
CREATE TABLE alerts (
  id                    bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT alerts_pkey PRIMARY KEY,
  cause                 text        NOT NULL,
  severity              text        NOT NULL CONSTRAINT alerts_severity_check CHECK (severity IN ('critical', 'warning')),
  title                 text        NOT NULL,
  text                  text        NOT NULL,
  link                  text        NOT NULL CONSTRAINT alerts_link_check CHECK (link LIKE '/%'),
  raised_at             timestamptz NOT NULL,
  recovered_at          timestamptz,
  delivered_at          timestamptz,
  recovery_delivered_at timestamptz,
  channel               text        CONSTRAINT alerts_channel_check CHECK (channel IN ('slack', 'log')),
  attempts              integer     NOT NULL DEFAULT 0,
  not_before            timestamptz NOT NULL,
  error                 text,
  CONSTRAINT alerts_times_check CHECK (recovered_at >= raised_at)
);
COMMENT ON COLUMN alerts.cause IS 'what is wrong, stable: the key of de-duplication';
COMMENT ON COLUMN alerts.attempts IS 'tries to deliver the notice that is due; 0 again after each delivery';
COMMENT ON COLUMN alerts.error IS 'why the last try failed';
CREATE UNIQUE INDEX alerts_open_cause_key ON alerts (cause) WHERE recovered_at IS NULL;
CREATE INDEX alerts_raised_at_idx ON alerts (raised_at DESC);
CREATE INDEX alerts_undelivered_idx ON alerts (not_before)
  WHERE delivered_at IS NULL OR (recovered_at IS NOT NULL AND recovery_delivered_at IS NULL);

-- One row for each backup that was tried, whether by the service at night or by a command.
CREATE TABLE backups (
  id             bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT backups_pkey PRIMARY KEY,
  taken_at       timestamptz NOT NULL,
  finished_at    timestamptz NOT NULL,
  outcome        text        NOT NULL CONSTRAINT backups_outcome_check CHECK (outcome IN ('completed', 'failed')),
  file           text        NOT NULL,
  bytes          bigint,
  rows           bigint,
  schema_version text,
  error          text,
  CONSTRAINT backups_completed_check CHECK ((outcome = 'completed') = (num_nonnulls(bytes, rows, schema_version) = 3)),
  CONSTRAINT backups_failed_check CHECK ((outcome = 'failed') = (error IS NOT NULL))
);
COMMENT ON COLUMN backups.taken_at IS 'the data are of this moment';
COMMENT ON COLUMN backups.file IS 'its name without folders; - was written to the output of a command';
CREATE INDEX backups_taken_at_idx ON backups (taken_at);

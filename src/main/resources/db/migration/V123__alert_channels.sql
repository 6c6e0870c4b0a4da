ALTER TABLE alerts ADD COLUMN logged_at timestamptz;
COMMENT ON COLUMN alerts.logged_at IS 'when the notice that is due went to the log, because its channel did not take it; null again after each delivery';

-- How each channel does, for all nodes together: one post at a time, a pause after each, one probe at a time while it fails.
CREATE TABLE alert_channels (
  channel       text        NOT NULL CONSTRAINT alert_channels_pkey PRIMARY KEY
                            CONSTRAINT alert_channels_channel_check CHECK (channel IN ('slack', 'log')),
  next_at       timestamptz NOT NULL,
  failures      integer     NOT NULL DEFAULT 0,
  failing_since timestamptz,
  refused       boolean     NOT NULL DEFAULT false,
  error         text
);
COMMENT ON COLUMN alert_channels.next_at IS 'no post before; while a post is under way it is the end of its time';
COMMENT ON COLUMN alert_channels.failures IS 'failed posts in a row';
COMMENT ON COLUMN alert_channels.refused IS 'the channel takes nothing until its configuration changes: no further post until a service starts';

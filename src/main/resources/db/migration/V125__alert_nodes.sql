ALTER TABLE alert_channels ADD COLUMN seen_at timestamptz;
COMMENT ON COLUMN alert_channels.seen_at IS 'when a node that is configured for it was there last; null for the log, which every node has';

ALTER TABLE alerts ADD COLUMN held_at timestamptz;
COMMENT ON COLUMN alerts.held_at IS 'when the notice of the trouble was held back because everything was stopped';

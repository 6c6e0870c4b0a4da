-- What each process was built from, when its orchestrator began to work, and how its calls of the agents service went.
ALTER TABLE service_nodes
  ADD COLUMN commit                       text,
  ADD COLUMN dirty                        boolean,
  ADD COLUMN tag                          text,
  ADD COLUMN orchestrator_initialised_at  timestamptz,
  ADD COLUMN agents_asked_at              timestamptz,
  ADD COLUMN agents_answered_at           timestamptz,
  ADD COLUMN agents_complaint             text;
COMMENT ON COLUMN service_nodes.commit IS 'what it was built from; null = a release that did not know';
COMMENT ON COLUMN service_nodes.dirty IS 'whether the tree differed from the commit';
COMMENT ON COLUMN service_nodes.tag IS 'the release tag on the commit';
COMMENT ON COLUMN service_nodes.agents_asked_at IS 'when its orchestrator last asked the agents service how it is';
COMMENT ON COLUMN service_nodes.agents_answered_at IS 'when the agents service last answered that as it should';
COMMENT ON COLUMN service_nodes.agents_complaint IS 'what was wrong with the last answer; null = nothing';

-- where the trace of whoever asked for it stood (W3C Trace Context), so that work that begins later continues it
ALTER TABLE agent_executions ADD COLUMN traceparent text;

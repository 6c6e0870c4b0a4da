-- Answers and errors of a time are counted every minute from the index alone.
DROP INDEX api_request_logs_timestamp_idx;
CREATE INDEX api_request_logs_timestamp_idx ON api_request_logs (timestamp) INCLUDE (status_code);

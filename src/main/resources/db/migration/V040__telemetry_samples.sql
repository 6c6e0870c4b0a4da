CREATE TABLE api_request_logs (
  id               bigint           GENERATED ALWAYS AS IDENTITY CONSTRAINT api_request_logs_pkey PRIMARY KEY,
  endpoint         text             NOT NULL,
  method           text             NOT NULL,
  status_code      smallint         NOT NULL,
  response_time_ms double precision NOT NULL CONSTRAINT api_request_logs_response_time_ms_check CHECK (response_time_ms >= 0),
  timestamp        timestamptz      NOT NULL,
  statement_count  integer,
  sql_ms           double precision,
  rows             bigint,
  trace_id         text
);
COMMENT ON COLUMN api_request_logs.endpoint IS 'the route template, never the raw path; (none) = no route';
COMMENT ON COLUMN api_request_logs.statement_count IS 'null = not counted';
CREATE INDEX api_request_logs_timestamp_idx ON api_request_logs (timestamp);

CREATE TABLE stat_snapshots (
  id                bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT stat_snapshots_pkey PRIMARY KEY,
  taken_at          timestamptz NOT NULL,
  server_started_at timestamptz NOT NULL,
  server_version    integer     NOT NULL,
  missing           text        CONSTRAINT stat_snapshots_missing_check
                                CHECK (missing IN ('extension_missing', 'extension_hidden', 'extension_outdated', 'not_preloaded')),
  own_only          boolean     NOT NULL DEFAULT false,
  stats_reset       timestamptz,
  dealloc           bigint,
  database_size     bigint,
  wal_bytes         bigint,
  relations         boolean     NOT NULL DEFAULT false
);
COMMENT ON COLUMN stat_snapshots.taken_at IS 'by the clock of the database server, as stats_reset and stats_since';
COMMENT ON COLUMN stat_snapshots.missing IS 'why there are no statement samples';
COMMENT ON COLUMN stat_snapshots.own_only IS 'only statements of our own role were readable';
COMMENT ON COLUMN stat_snapshots.relations IS 'tables and indexes were sampled too';
CREATE INDEX stat_snapshots_taken_at_idx ON stat_snapshots (taken_at);

CREATE TABLE statement_samples (
  snapshot_id         bigint           NOT NULL CONSTRAINT statement_samples_snapshot_id_fkey REFERENCES stat_snapshots ON DELETE CASCADE,
  userid              bigint           NOT NULL,
  dbid                bigint           NOT NULL,
  queryid             bigint           NOT NULL,
  toplevel            boolean          NOT NULL,
  calls               bigint           NOT NULL,
  rows                bigint           NOT NULL,
  total_exec_ms       double precision NOT NULL,
  total_plan_ms       double precision NOT NULL,
  mean                double precision NOT NULL,
  stddev              double precision NOT NULL,
  shared_blks_hit     bigint           NOT NULL,
  shared_blks_read    bigint           NOT NULL,
  shared_blks_dirtied bigint           NOT NULL,
  local_blks_read     bigint           NOT NULL,
  temp_blks_written   bigint           NOT NULL,
  wal_bytes           bigint           NOT NULL,
  stats_since         timestamptz,
  CONSTRAINT statement_samples_pkey PRIMARY KEY (snapshot_id, userid, dbid, queryid, toplevel)
);
COMMENT ON COLUMN statement_samples.stats_since IS 'PostgreSQL 17 and later';

CREATE TABLE statement_texts (
  queryid     bigint      NOT NULL CONSTRAINT statement_texts_pkey PRIMARY KEY,
  text        text        NOT NULL,
  fingerprint text        NOT NULL,
  module      text,
  first_seen  timestamptz NOT NULL,
  explainable boolean     NOT NULL,
  reason      text        CONSTRAINT statement_texts_reason_check CHECK (reason IN ('utility', 'not_explainable', 'truncated')),
  CONSTRAINT statement_texts_explainable_check CHECK (explainable = (reason IS NULL))
);
COMMENT ON COLUMN statement_texts.text IS 'without literals and comments; of a utility statement only its first word';
COMMENT ON COLUMN statement_texts.module IS 'the module of ours that marked the statement as its own';

CREATE TABLE relation_samples (
  snapshot_id         bigint  NOT NULL CONSTRAINT relation_samples_snapshot_id_fkey REFERENCES stat_snapshots ON DELETE CASCADE,
  relid               bigint  NOT NULL,
  kind                text    NOT NULL CONSTRAINT relation_samples_kind_check CHECK (kind IN ('table', 'index')),
  schema_name         text    NOT NULL,
  table_name          text    NOT NULL,
  index_name          text,
  relpages            integer NOT NULL,
  reltuples           real    NOT NULL,
  size_bytes          bigint  NOT NULL,
  seq_scan            bigint,
  idx_scan            bigint,
  n_tup_ins           bigint,
  n_tup_upd           bigint,
  n_tup_hot_upd       bigint,
  n_tup_del           bigint,
  n_live_tup          bigint,
  n_dead_tup          bigint,
  n_mod_since_analyze bigint,
  last_vacuum         timestamptz,
  last_autovacuum     timestamptz,
  last_analyze        timestamptz,
  last_autoanalyze    timestamptz,
  blks_hit            bigint,
  blks_read           bigint,
  CONSTRAINT relation_samples_pkey PRIMARY KEY (snapshot_id, relid)
);
COMMENT ON COLUMN relation_samples.blks_hit IS 'of the heap for a table, of the index for an index';

CREATE TABLE system_samples (
  id                  bigint           GENERATED ALWAYS AS IDENTITY CONSTRAINT system_samples_pkey PRIMARY KEY,
  node                text             NOT NULL,
  taken_at            timestamptz      NOT NULL,
  system_cpu          double precision,
  process_cpu         double precision,
  load_per_core       double precision,
  memory_used_bytes   bigint,
  memory_total_bytes  bigint,
  heap_after_gc_bytes bigint,
  heap_max_bytes      bigint,
  gc_pause_ms         bigint,
  pool_active         integer,
  pool_pending        integer,
  pool_max            integer,
  disk_free_bytes     bigint,
  cache_hits          bigint,
  cache_misses        bigint
);
COMMENT ON TABLE system_samples IS 'every 30 s a node; null = could not be read, never 0';
COMMENT ON COLUMN system_samples.gc_pause_ms IS 'all collections of this process so far';
CREATE INDEX system_samples_taken_at_idx ON system_samples (taken_at);

CREATE TABLE service_nodes (
  name        text        NOT NULL CONSTRAINT service_nodes_pkey PRIMARY KEY,
  role        text        NOT NULL CONSTRAINT service_nodes_role_check CHECK (role IN ('all', 'agents', 'orchestrator')),
  version     text        NOT NULL,
  started_at  timestamptz NOT NULL,
  last_seen   timestamptz NOT NULL,
  stopped_at  timestamptz,
  stop_reason text
);

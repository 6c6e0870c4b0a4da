-- Everything the product owns lives in the schema of this history. The application role, where there is one of its own,
-- reads and writes rows; only the owner changes the schema.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'nuzantara_app') AND current_user <> 'nuzantara_app' THEN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO nuzantara_app', current_schema());
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON TABLES TO nuzantara_app', current_schema());
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT USAGE, SELECT ON SEQUENCES TO nuzantara_app', current_schema());
  END IF;
END
$$;

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Statement statistics need a superuser and a preloaded library; the optimizer says what is missing where they are not allowed.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
  RAISE NOTICE 'pg_stat_statements was not created: %', SQLERRM;
END
$$;

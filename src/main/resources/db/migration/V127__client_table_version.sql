-- By which a reader that keeps the clients in memory sees, at the price of one row, that they have changed.
CREATE TABLE crm_clients_version (
  only_row boolean NOT NULL DEFAULT true CONSTRAINT crm_clients_version_pkey PRIMARY KEY
                   CONSTRAINT crm_clients_version_only_row_check CHECK (only_row),
  version  bigint  NOT NULL
) WITH (fillfactor = 50);
COMMENT ON COLUMN crm_clients_version.version IS 'one more for each statement that may have changed a name, an address or a number';
INSERT INTO crm_clients_version (version) VALUES (1);

CREATE FUNCTION crm_clients_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE crm_clients_version SET version = version + 1;
  RETURN NULL;
END
$$;
CREATE TRIGGER crm_clients_changed
  AFTER INSERT OR DELETE OR TRUNCATE OR UPDATE OF name, email, phone, whatsapp ON crm_clients
  FOR EACH STATEMENT EXECUTE FUNCTION crm_clients_changed();

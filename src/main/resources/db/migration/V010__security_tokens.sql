-- Bearer tokens. Only their SHA-256 is kept: a token is 256 random bits, so no slow hash is needed.
CREATE TABLE api_tokens (
  id           text        PRIMARY KEY CHECK (id ~ '^[0-9a-f]{16}$'),
  name         text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  hash         bytea       NOT NULL CHECK (octet_length(hash) = 32),
  scopes       text[]      NOT NULL CHECK (cardinality(scopes) BETWEEN 1 AND 50),
  local        boolean     NOT NULL DEFAULT false,
  created_at   timestamptz NOT NULL,
  created_by   text        NOT NULL,
  expires_at   timestamptz NOT NULL,
  revoked_at   timestamptz,
  last_used_at timestamptz,
  CONSTRAINT api_tokens_lifetime CHECK (expires_at > created_at AND expires_at <= created_at + interval '366 days')
);

-- Every attempt to sign in; email, ip, success and created_at as the original named them.
CREATE TABLE auth_logs (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email      text,
  ip         text        NOT NULL,
  success    boolean     NOT NULL,
  method     text        NOT NULL CHECK (method IN ('link')),
  created_at timestamptz NOT NULL
);
CREATE INDEX auth_logs_created_at ON auth_logs (created_at, success);

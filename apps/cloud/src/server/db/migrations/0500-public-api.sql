-- Log-ins of API clients: one row is one family of refresh tokens, each generation made from the salt with the server's key. What is
-- kept is the hash of the one that counts, and of the one before it for the client whose answer was lost.
CREATE TABLE api_logins (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users (id),
  chosen_company uuid NOT NULL,
  salt text NOT NULL,
  generation integer NOT NULL DEFAULT 1,
  token_hash text NOT NULL,
  previous_hash text,
  rotated_at bigint NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  ended_at bigint,
  -- What the client calls itself: the grace is for the one that asked.
  agent text NOT NULL,
  address text NOT NULL
);
CREATE INDEX api_logins_by_user ON api_logins (user_id);
CREATE INDEX api_logins_by_end ON api_logins (expires_at);

-- Keys of the company's own, for programs. The key itself was shown once; a key never does more than its maker may, now.
CREATE TABLE api_keys (
  company_id uuid NOT NULL REFERENCES companies (company_id),
  id uuid NOT NULL,
  name text NOT NULL,
  key_hash text NOT NULL,
  -- Its last characters, to tell it from others.
  hint text NOT NULL,
  permissions text[] NOT NULL,
  -- NULL: the whole company.
  branch_ids uuid[],
  created_by uuid NOT NULL REFERENCES users (id),
  created_at bigint NOT NULL,
  expires_at bigint,
  last_used_at bigint,
  last_address text NOT NULL DEFAULT '',
  revoked_at bigint,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, key_hash)
);

-- What was answered to a write that its client had named (Idempotency-Key), kept in the transaction of the write itself.
CREATE TABLE api_answers (
  company_id uuid NOT NULL REFERENCES companies (company_id),
  key text NOT NULL,
  request_hash text NOT NULL,
  answer text NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (company_id, key)
);
CREATE INDEX api_answers_by_age ON api_answers (company_id, at);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['api_keys', 'api_answers']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)
       WITH CHECK (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)', name);
  END LOOP;
END $$;

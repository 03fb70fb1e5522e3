-- What a company is asked to take with it, how it ends, and who looks after the platform.
ALTER TABLE companies ADD COLUMN suspended_at bigint;
ALTER TABLE companies ADD COLUMN suspended_reason text NOT NULL DEFAULT '';
ALTER TABLE companies ADD COLUMN closing_asked_at bigint;
ALTER TABLE companies ADD COLUMN closes_at bigint;
ALTER TABLE companies ADD COLUMN closed_at bigint;

CREATE TABLE exports (
  company_id uuid NOT NULL REFERENCES companies (company_id),
  id uuid NOT NULL,
  asked_by uuid NOT NULL,
  asked_by_name text NOT NULL,
  asked_at bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'running', 'ready', 'failed', 'expired')),
  tables_done integer NOT NULL DEFAULT 0,
  tables_all integer NOT NULL DEFAULT 0,
  rows bigint NOT NULL DEFAULT 0,
  bytes bigint NOT NULL DEFAULT 0,
  sha256 text NOT NULL DEFAULT '',
  finished_at bigint,
  expires_at bigint,
  PRIMARY KEY (company_id, id)
);
-- The archive itself, in the database so that any instance hands it out; gone when its link is over.
CREATE TABLE export_chunks (
  company_id uuid NOT NULL,
  export_id uuid NOT NULL,
  n integer NOT NULL,
  body bytea NOT NULL,
  PRIMARY KEY (company_id, export_id, n),
  FOREIGN KEY (company_id, export_id) REFERENCES exports (company_id, id)
);
-- Where the log's chain was, signed with a key that is not in the database: who restamps the whole chain can't restamp these.
CREATE TABLE audit_anchors (
  company_id uuid NOT NULL REFERENCES companies (company_id),
  seq bigint NOT NULL,
  hash text NOT NULL,
  signed text NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (company_id, seq)
);
CREATE TRIGGER audit_anchors_keep BEFORE UPDATE OR DELETE ON audit_anchors FOR EACH ROW EXECUTE FUNCTION events_are_facts();

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['exports', 'export_chunks', 'audit_anchors']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)
       WITH CHECK (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)', name);
  END LOOP;
END $$;

-- The people who run the platform: never anybody of a company, with log-ins of their own.
CREATE TABLE operators (
  id uuid PRIMARY KEY,
  email text NOT NULL UNIQUE,
  name text NOT NULL,
  password_hash text NOT NULL,
  created_at bigint NOT NULL,
  disabled_at bigint
);
CREATE TABLE operator_sessions (
  token_hash text PRIMARY KEY,
  operator_id uuid NOT NULL REFERENCES operators (id),
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL
);

-- The list of companies, and nothing below it, for whoever runs the platform; what is inside one is read as that company.
CREATE POLICY platform ON companies FOR SELECT USING (current_setting('app.platform', true) = 'on');

-- A log-in of an operator as somebody of a company: until when, and whose it really is.
ALTER TABLE sessions ADD COLUMN operator_id uuid REFERENCES operators (id);
ALTER TABLE sessions ADD COLUMN operator_name text NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN operator_until bigint;

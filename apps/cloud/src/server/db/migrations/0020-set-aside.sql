-- What is set aside keeps the bytes that came: jsonb refuses U+0000, and such an event must not stop those behind it.
ALTER TABLE quarantine ADD COLUMN hash text;
UPDATE quarantine SET hash = event->>'hash';
ALTER TABLE quarantine ALTER COLUMN hash SET NOT NULL;
ALTER TABLE quarantine ALTER COLUMN event TYPE text;
CREATE TRIGGER quarantine_keeps BEFORE UPDATE OR DELETE ON quarantine FOR EACH ROW EXECUTE FUNCTION events_are_facts();

-- Entries of a stream whose fact was already known under the same id: a terminal logs again after a new incarnation.
CREATE TABLE relogged_events (
  company_id uuid NOT NULL,
  stream_id uuid NOT NULL,
  seq bigint NOT NULL,
  event_id uuid NOT NULL,
  hash text NOT NULL,
  received_at bigint NOT NULL,
  PRIMARY KEY (company_id, stream_id, seq),
  FOREIGN KEY (company_id, stream_id) REFERENCES streams (company_id, id)
);
ALTER TABLE relogged_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE relogged_events FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON relogged_events
  USING (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
  WITH CHECK (company_id = nullif(current_setting('app.company_id', true), '')::uuid);

-- One row per aggregate that has facts: locked before they are read, so that two tills of one order fold one after the other.
CREATE TABLE aggregates (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  branch_id uuid NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id)
);
INSERT INTO aggregates (company_id, id, branch_id)
  SELECT DISTINCT ON (company_id, entity_id) company_id, entity_id, branch_id FROM events ORDER BY company_id, entity_id, rev;
ALTER TABLE aggregates ENABLE ROW LEVEL SECURITY;
ALTER TABLE aggregates FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON aggregates
  USING (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
  WITH CHECK (company_id = nullif(current_setting('app.company_id', true), '')::uuid);

-- A count of wrong passwords that nobody adds to is forgotten after a while.
ALTER TABLE login_failures ADD COLUMN last_at bigint NOT NULL DEFAULT 0;

-- Before a company is known, a row may be read by who names what only its holder knows; inside a company, its own rows.
DO $$
DECLARE
  held record;
BEGIN
  FOR held IN SELECT * FROM (VALUES ('memberships', 'user_id'), ('terminal_directory', 'terminal_id'), ('enrolment_codes', 'code_hash')) AS t(name, secret)
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', held.name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', held.name);
    EXECUTE format(
      'CREATE POLICY held ON %I USING (owner_company = nullif(current_setting(''app.company_id'', true), '''')::uuid
         OR %I::text = nullif(current_setting(''app.holder'', true), ''''))
       WITH CHECK (owner_company = nullif(current_setting(''app.company_id'', true), '''')::uuid
         OR %I::text = nullif(current_setting(''app.holder'', true), ''''))', held.name, held.secret, held.secret);
  END LOOP;
END $$;

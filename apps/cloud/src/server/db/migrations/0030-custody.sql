-- A terminal's logs: each of them began at enrolment, after a clone, a restore or a lost tail, and a person is told.
ALTER TABLE streams ADD COLUMN opened_at bigint NOT NULL DEFAULT 0;
UPDATE streams s SET opened_at = t.enrolled_at FROM terminals t WHERE t.company_id = s.company_id AND t.id = s.terminal_id;
-- What the till's clock said less ours at its last hello: shown, decides nothing.
ALTER TABLE terminals ADD COLUMN clock_offset_ms bigint NOT NULL DEFAULT 0;

CREATE TABLE incarnations (
  company_id uuid NOT NULL,
  stream_id uuid NOT NULL,
  terminal_id uuid NOT NULL,
  branch_id uuid NOT NULL,
  reason text NOT NULL,
  previous_stream_id uuid NOT NULL,
  -- Up to where the till's file knew its previous log, and up to where the cloud did at that moment.
  told_seq bigint NOT NULL,
  told_hash text NOT NULL,
  cloud_seq bigint NOT NULL,
  cloud_hash text NOT NULL,
  opened_at bigint NOT NULL,
  PRIMARY KEY (company_id, stream_id),
  FOREIGN KEY (company_id, stream_id) REFERENCES streams (company_id, id),
  FOREIGN KEY (company_id, terminal_id) REFERENCES terminals (company_id, id),
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id)
);
CREATE INDEX incarnations_latest ON incarnations (company_id, opened_at DESC);
CREATE TRIGGER incarnations_keep BEFORE UPDATE OR DELETE ON incarnations FOR EACH ROW EXECUTE FUNCTION events_are_facts();

-- Each called-out number of a branch's day belongs to one order. A clone's second claim waits for a number of its own.
CREATE TABLE order_numbers (
  company_id uuid NOT NULL,
  branch_id uuid NOT NULL,
  business_day date NOT NULL,
  number text NOT NULL,
  order_id uuid NOT NULL,
  PRIMARY KEY (company_id, branch_id, business_day, number),
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id)
);
CREATE INDEX order_numbers_by_order ON order_numbers (company_id, order_id);
INSERT INTO order_numbers (company_id, branch_id, business_day, number, order_id)
  SELECT company_id, branch_id, business_day, number, id FROM orders WHERE number IS NOT NULL ORDER BY placed_at
  ON CONFLICT DO NOTHING;

-- What happened to a fact that was set aside: a word about it, its end, or that a later version could read it. Nothing is taken back.
CREATE TABLE quarantine_notes (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  stream_id uuid NOT NULL,
  seq bigint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('noted', 'resolved', 'projected', 'tried')),
  note text NOT NULL,
  user_id uuid,
  at bigint NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, stream_id, seq) REFERENCES quarantine (company_id, stream_id, seq)
);
CREATE INDEX quarantine_notes_of ON quarantine_notes (company_id, stream_id, seq);
CREATE TRIGGER quarantine_notes_keep BEFORE UPDATE OR DELETE ON quarantine_notes FOR EACH ROW EXECUTE FUNCTION events_are_facts();

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['incarnations', 'order_numbers', 'quarantine_notes']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)
       WITH CHECK (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)', name);
  END LOOP;
END $$;

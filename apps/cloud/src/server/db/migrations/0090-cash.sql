-- What the owner asks about a drawer: who had it, how it was counted, what was off and why, and the Z word by word.
ALTER TABLE cash_sessions ADD COLUMN cashier_id uuid;
ALTER TABLE cash_sessions ADD COLUMN closed_by_id uuid;
ALTER TABLE cash_sessions ADD COLUMN float_left bigint;
ALTER TABLE cash_sessions ADD COLUMN difference_reason text;
ALTER TABLE cash_sessions ADD COLUMN z_number integer;
ALTER TABLE cash_sessions ADD COLUMN expected bigint;
ALTER TABLE cash_sessions ADD COLUMN difference bigint;
ALTER TABLE cash_sessions ADD COLUMN z_hash text;
ALTER TABLE cash_sessions ADD COLUMN doc jsonb;
CREATE INDEX cash_sessions_latest ON cash_sessions (company_id, branch_id, opened_at DESC);

-- Whose session took it, how much of it is other people's, and whether it was seen to arrive.
ALTER TABLE payments ADD COLUMN session_id uuid;
ALTER TABLE payments ADD COLUMN third_party bigint NOT NULL DEFAULT 0;
ALTER TABLE payments ADD COLUMN status text NOT NULL DEFAULT 'taken';
ALTER TABLE payments ADD COLUMN reference text;
CREATE INDEX payments_by_session ON payments (company_id, session_id) WHERE session_id IS NOT NULL;
CREATE INDEX payments_unverified ON payments (company_id, order_id) WHERE status = 'unverified';

CREATE TABLE refunds (
  company_id uuid NOT NULL,
  order_id uuid NOT NULL,
  id uuid NOT NULL,
  method text NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  session_id uuid,
  PRIMARY KEY (company_id, order_id, id),
  FOREIGN KEY (company_id, order_id) REFERENCES orders (company_id, id)
);
CREATE INDEX refunds_by_session ON refunds (company_id, session_id) WHERE session_id IS NOT NULL;

-- Every Z as it was printed. A till and its clone may both have closed a session: each paper is kept.
CREATE TABLE z_reports (
  company_id uuid NOT NULL,
  hash text NOT NULL,
  session_id uuid NOT NULL,
  branch_id uuid NOT NULL,
  terminal_id uuid NOT NULL,
  z_number integer NOT NULL CHECK (z_number > 0),
  closed_at bigint NOT NULL,
  doc jsonb NOT NULL,
  PRIMARY KEY (company_id, hash),
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id)
);
CREATE INDEX z_reports_of_till ON z_reports (company_id, terminal_id, z_number);
CREATE FUNCTION z_reports_are_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a Z is never changed or deleted' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER z_reports_are_final BEFORE UPDATE OR DELETE ON z_reports FOR EACH ROW EXECUTE FUNCTION z_reports_are_final();

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['refunds', 'z_reports']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)
       WITH CHECK (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)', name);
  END LOOP;
END $$;

-- What somebody looks at often, and how often a letter tells them of it.
CREATE TABLE report_views (
  company_id uuid NOT NULL REFERENCES companies (company_id),
  id uuid NOT NULL,
  user_id uuid NOT NULL REFERENCES users (id),
  name text NOT NULL,
  view jsonb NOT NULL,
  send text NOT NULL CHECK (send IN ('never', 'daily', 'weekly', 'monthly')),
  language text NOT NULL,
  -- When the next letter is due; none when none is wanted.
  next_at bigint,
  PRIMARY KEY (company_id, user_id, id)
);
CREATE INDEX report_views_due ON report_views (company_id, next_at) WHERE next_at IS NOT NULL;
ALTER TABLE report_views ENABLE ROW LEVEL SECURITY;
ALTER TABLE report_views FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON report_views USING (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
  WITH CHECK (company_id = nullif(current_setting('app.company_id', true), '')::uuid);

-- Whose reports have work to be done, and when: the job that goes round sees no company's rows, and nothing else is in here.
CREATE TABLE report_turns (reporter uuid PRIMARY KEY, due_at bigint NOT NULL);
CREATE INDEX report_turns_due ON report_turns (due_at);
-- Companies from before there were sums: theirs are made at the first round.
INSERT INTO report_turns (reporter, due_at) SELECT company_id, 0 FROM companies;
CREATE FUNCTION companies_have_report_turns() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO report_turns (reporter, due_at) VALUES (NEW.company_id, 0) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER companies_have_report_turns AFTER INSERT ON companies FOR EACH ROW EXECUTE FUNCTION companies_have_report_turns();

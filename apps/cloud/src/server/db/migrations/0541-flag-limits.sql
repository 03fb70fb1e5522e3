-- From where on a company wants to be told that something is off; without a row, what everybody has.
CREATE TABLE flag_limits (
  company_id uuid PRIMARY KEY REFERENCES companies (company_id),
  limits jsonb NOT NULL
);
ALTER TABLE flag_limits ENABLE ROW LEVEL SECURITY;
ALTER TABLE flag_limits FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON flag_limits USING (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
  WITH CHECK (company_id = nullif(current_setting('app.company_id', true), '')::uuid);

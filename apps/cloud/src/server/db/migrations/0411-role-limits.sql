-- What a company changed of the roles' limits, in all its branches or at one; `limits` holds the changed ones only.
CREATE TABLE role_limits (
  company_id uuid NOT NULL REFERENCES companies (company_id),
  role text NOT NULL,
  branch_id uuid,
  limits jsonb NOT NULL,
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id)
);
CREATE UNIQUE INDEX role_limits_once ON role_limits (company_id, role, branch_id) NULLS NOT DISTINCT;
ALTER TABLE role_limits ENABLE ROW LEVEL SECURITY;
ALTER TABLE role_limits FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON role_limits USING (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
  WITH CHECK (company_id = nullif(current_setting('app.company_id', true), '')::uuid);

-- Who buys at a branch by name, as their facts fold: who they are and what stands on their account.
CREATE TABLE customers (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  branch_id uuid NOT NULL,
  name text NOT NULL,
  phone text,
  balance bigint NOT NULL,
  credit_limit bigint NOT NULL,
  needs_review text NOT NULL,
  doc jsonb NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id)
);
CREATE INDEX customers_that_owe ON customers (company_id, branch_id, balance) WHERE balance <> 0;
ALTER TABLE customers ENABLE ROW LEVEL SECURITY;
ALTER TABLE customers FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON customers USING (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
  WITH CHECK (company_id = nullif(current_setting('app.company_id', true), '')::uuid);

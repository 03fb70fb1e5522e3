-- What a branch says it is out of, as its facts fold: one row per product or option of a branch.
CREATE TABLE sold_out (
  company_id uuid NOT NULL,
  branch_id uuid NOT NULL,
  target_id uuid NOT NULL,
  target text NOT NULL CHECK (target IN ('product', 'option')),
  sold_out boolean NOT NULL,
  since bigint NOT NULL,
  actor_id uuid NOT NULL,
  PRIMARY KEY (company_id, branch_id, target_id),
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id)
);
ALTER TABLE sold_out ENABLE ROW LEVEL SECURITY;
ALTER TABLE sold_out FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON sold_out USING (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
  WITH CHECK (company_id = nullif(current_setting('app.company_id', true), '')::uuid);

-- Somebody at the tills may work at further branches beside their own, be kept out for a while, or have left: who left is never
-- forgotten, since their sales carry their name.
ALTER TABLE staff ADD COLUMN left_at bigint;
ALTER TABLE staff ADD CONSTRAINT staff_who_left_cannot_work CHECK (left_at IS NULL OR NOT active);
CREATE TABLE staff_branches (
  company_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  branch_id uuid NOT NULL,
  PRIMARY KEY (company_id, staff_id, branch_id),
  FOREIGN KEY (company_id, staff_id) REFERENCES staff (company_id, id),
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id)
);
ALTER TABLE staff_branches ENABLE ROW LEVEL SECURITY;
ALTER TABLE staff_branches FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON staff_branches USING (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
  WITH CHECK (company_id = nullif(current_setting('app.company_id', true), '')::uuid);

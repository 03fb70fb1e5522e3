-- What the stations of each branch's kitchen were asked to make, as the tickets' facts fold: for times, and for what nobody saw.
CREATE TABLE kitchen_tickets (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  branch_id uuid NOT NULL,
  order_id uuid NOT NULL,
  station_id text NOT NULL,
  business_day date NOT NULL,
  fired_at bigint NOT NULL,
  acked_at bigint,
  done_at bigint,
  -- When the till that watched over it said that nobody had seen it.
  dashboard_at bigint,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id)
);
CREATE INDEX kitchen_tickets_by_day ON kitchen_tickets (company_id, branch_id, business_day);
CREATE INDEX kitchen_tickets_unseen ON kitchen_tickets (company_id, branch_id) WHERE dashboard_at IS NOT NULL AND acked_at IS NULL AND done_at IS NULL;
ALTER TABLE kitchen_tickets ENABLE ROW LEVEL SECURITY;
ALTER TABLE kitchen_tickets FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON kitchen_tickets USING (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
  WITH CHECK (company_id = nullif(current_setting('app.company_id', true), '')::uuid);

-- Sales added up for reports, moved in the push transaction by the difference that each fold makes: late, repeated and corrected
-- facts end in the same sums, and a job asks the orders again.
CREATE TABLE sales_hours (
  company_id uuid NOT NULL,
  branch_id uuid NOT NULL,
  business_day date NOT NULL,
  hour integer NOT NULL CHECK (hour BETWEEN 0 AND 23),
  channel text NOT NULL,
  tickets bigint NOT NULL,
  gross bigint NOT NULL,
  discount bigint NOT NULL,
  sales bigint NOT NULL,
  tips bigint NOT NULL,
  third_party bigint NOT NULL,
  PRIMARY KEY (company_id, branch_id, business_day, hour, channel),
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id)
);

CREATE TABLE sales_products (
  company_id uuid NOT NULL,
  branch_id uuid NOT NULL,
  business_day date NOT NULL,
  product_id uuid NOT NULL,
  category_id uuid NOT NULL,
  quantity bigint NOT NULL,
  gross bigint NOT NULL,
  discount bigint NOT NULL,
  sales bigint NOT NULL,
  PRIMARY KEY (company_id, branch_id, business_day, product_id, category_id),
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id)
);

-- By who took the order, by means of payment, by tax; what the figures of each kind are stands beside SumCell in shared/reports.
CREATE TABLE sales_sums (
  company_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('staff', 'method', 'tax')),
  branch_id uuid NOT NULL,
  business_day date NOT NULL,
  key text NOT NULL,
  count bigint NOT NULL,
  amount bigint NOT NULL,
  part bigint NOT NULL,
  PRIMARY KEY (company_id, kind, branch_id, business_day, key),
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id)
);

-- What was sold under which name, for what is no longer on the menu, and for charges, which never were.
CREATE TABLE sold_names (
  company_id uuid NOT NULL REFERENCES companies (company_id),
  id uuid NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (company_id, id)
);

-- Discounts, courtesies, voids, refunds and cancellations, with who did and who allowed them, on the day they were done.
CREATE TABLE order_acts (
  company_id uuid NOT NULL,
  order_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('discount', 'courtesy', 'void', 'refund', 'cancel')),
  id uuid NOT NULL,
  branch_id uuid NOT NULL,
  business_day date NOT NULL,
  by_id uuid NOT NULL,
  approved_by_id uuid,
  at bigint NOT NULL,
  amount bigint NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (company_id, order_id, kind, id),
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id)
);
CREATE INDEX order_acts_by_day ON order_acts (company_id, branch_id, business_day);

-- Each time the sums were asked against the orders: what was off, which was put right in the same transaction.
CREATE TABLE report_checks (
  company_id uuid NOT NULL REFERENCES companies (company_id),
  at bigint NOT NULL,
  -- Of the rules that the sums are made by: sums of earlier rules are asked again from the beginning.
  rules integer NOT NULL,
  from_day date NOT NULL,
  branch_days integer NOT NULL,
  differences integer NOT NULL,
  PRIMARY KEY (company_id, at)
);

-- Drawers that were opened without a sale: few among all facts.
CREATE INDEX events_no_sale ON events (company_id, branch_id, business_day) WHERE type = 'drawer.opened' AND body->>'reason' = 'no-sale';

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['sales_hours', 'sales_products', 'sales_sums', 'sold_names', 'order_acts', 'report_checks']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)
       WITH CHECK (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)', name);
  END LOOP;
END $$;

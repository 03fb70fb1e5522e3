-- What reports move from a combo to the products inside it: their shares, and the combo with all of that taken off. By day and by week,
-- as sales_products are; what was sold before is asked again by each company's next turn.
CREATE TABLE sales_spreads (
  company_id uuid NOT NULL,
  branch_id uuid NOT NULL,
  business_day date NOT NULL,
  combo_id uuid NOT NULL,
  product_id uuid NOT NULL,
  category_id uuid NOT NULL,
  quantity bigint NOT NULL,
  gross bigint NOT NULL,
  discount bigint NOT NULL,
  sales bigint NOT NULL,
  PRIMARY KEY (company_id, branch_id, business_day, combo_id, product_id, category_id)
);
CREATE TABLE sales_spread_weeks (
  company_id uuid NOT NULL,
  branch_id uuid NOT NULL,
  week date NOT NULL,
  combo_id uuid NOT NULL,
  product_id uuid NOT NULL,
  category_id uuid NOT NULL,
  quantity bigint NOT NULL,
  gross bigint NOT NULL,
  discount bigint NOT NULL,
  sales bigint NOT NULL,
  PRIMARY KEY (company_id, branch_id, week, combo_id, product_id, category_id)
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['sales_spreads', 'sales_spread_weeks']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)
       WITH CHECK (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)', name);
  END LOOP;
END $$;

UPDATE report_turns SET due_at = 0;

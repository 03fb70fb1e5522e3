-- The sums of sales once more by whole days and whole weeks: a quarter is read from a tenth of the rows, and a busy branch has as many
-- of them as a quiet one. They move with the finer ones in the same statement; the check makes them from the finer ones again.
CREATE TABLE sales_days (
  company_id uuid NOT NULL,
  branch_id uuid NOT NULL,
  business_day date NOT NULL,
  channel text NOT NULL,
  tickets bigint NOT NULL,
  gross bigint NOT NULL,
  discount bigint NOT NULL,
  sales bigint NOT NULL,
  tips bigint NOT NULL,
  third_party bigint NOT NULL,
  PRIMARY KEY (company_id, branch_id, business_day, channel)
);

-- `week` is its Monday.
CREATE TABLE sales_hour_weeks (
  company_id uuid NOT NULL,
  branch_id uuid NOT NULL,
  week date NOT NULL,
  hour integer NOT NULL CHECK (hour BETWEEN 0 AND 23),
  tickets bigint NOT NULL,
  gross bigint NOT NULL,
  discount bigint NOT NULL,
  sales bigint NOT NULL,
  tips bigint NOT NULL,
  third_party bigint NOT NULL,
  PRIMARY KEY (company_id, branch_id, week, hour)
);

CREATE TABLE sales_product_weeks (
  company_id uuid NOT NULL,
  branch_id uuid NOT NULL,
  week date NOT NULL,
  product_id uuid NOT NULL,
  category_id uuid NOT NULL,
  quantity bigint NOT NULL,
  gross bigint NOT NULL,
  discount bigint NOT NULL,
  sales bigint NOT NULL,
  PRIMARY KEY (company_id, branch_id, week, product_id, category_id)
);

-- What was sold before.
INSERT INTO sales_days (company_id, branch_id, business_day, channel, tickets, gross, discount, sales, tips, third_party)
  SELECT company_id, branch_id, business_day, channel, sum(tickets), sum(gross), sum(discount), sum(sales), sum(tips), sum(third_party)
  FROM sales_hours GROUP BY 1, 2, 3, 4;
INSERT INTO sales_hour_weeks (company_id, branch_id, week, hour, tickets, gross, discount, sales, tips, third_party)
  SELECT company_id, branch_id, date_trunc('week', business_day::timestamp)::date, hour, sum(tickets), sum(gross), sum(discount), sum(sales),
    sum(tips), sum(third_party) FROM sales_hours GROUP BY 1, 2, 3, 4;
INSERT INTO sales_product_weeks (company_id, branch_id, week, product_id, category_id, quantity, gross, discount, sales)
  SELECT company_id, branch_id, date_trunc('week', business_day::timestamp)::date, product_id, category_id, sum(quantity), sum(gross),
    sum(discount), sum(sales) FROM sales_products GROUP BY 1, 2, 3, 4, 5;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['sales_days', 'sales_hour_weeks', 'sales_product_weeks']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)
       WITH CHECK (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)', name);
  END LOOP;
END $$;

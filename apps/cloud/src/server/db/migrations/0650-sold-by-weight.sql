-- How many of what was sold were portions off a scale, and what those weighed together: `quantity` counts them as pieces do. What was
-- sold before is asked again by each company's next turn.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['sales_products', 'sales_product_weeks', 'sales_spreads', 'sales_spread_weeks']
  LOOP
    EXECUTE format('ALTER TABLE %I ADD COLUMN portions bigint NOT NULL DEFAULT 0, ADD COLUMN grams bigint NOT NULL DEFAULT 0', name);
  END LOOP;
END $$;

UPDATE report_turns SET due_at = 0;

-- Every version of a document of the menu that somebody saved, with who and when. Pictures, logos and stock entries are left out: they
-- never change.
CREATE TABLE master_history (
  company_id uuid NOT NULL REFERENCES companies (company_id),
  kind text NOT NULL,
  id uuid NOT NULL,
  version bigint NOT NULL,
  deleted boolean NOT NULL,
  doc jsonb NOT NULL,
  saved_at bigint NOT NULL,
  saved_by text NOT NULL,
  PRIMARY KEY (company_id, kind, id, version)
);
CREATE INDEX master_history_newest ON master_history (company_id, saved_at DESC);

-- Papers that move the stock of a branch: deliveries, waste, counts, transfers, batches. One row per fact, for ever: those of a till under
-- the event's id, those of the office under the id of the document that tells the tills of it.
CREATE TABLE stock_papers (
  company_id uuid NOT NULL,
  branch_id uuid NOT NULL,
  id uuid NOT NULL,
  type text NOT NULL,
  source text NOT NULL CHECK (source IN ('till', 'office')),
  business_day date NOT NULL,
  at bigint NOT NULL,
  actor_id uuid NOT NULL,
  body jsonb NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id)
);
CREATE INDEX stock_papers_by_day ON stock_papers (company_id, branch_id, business_day);

-- What moved the stock, added up: signed thousandths of the ingredient's base unit (250 g are 250000), by branch, day and kind
-- (sale void refund purchase waste count sent received made used adjustment). cost_cents is in hundredths of a peso, never signed: of a
-- sale, void or refund what the recipes said it cost then (food cost = sum of kind 'sale' and 'refund'), of a purchase what was paid,
-- of the others 0. What there is of an ingredient in a branch is the sum of quantity over all days and kinds.
CREATE TABLE stock_days (
  company_id uuid NOT NULL,
  branch_id uuid NOT NULL,
  business_day date NOT NULL,
  ingredient_id uuid NOT NULL,
  kind text NOT NULL,
  quantity bigint NOT NULL,
  cost_cents bigint NOT NULL,
  PRIMARY KEY (company_id, branch_id, business_day, ingredient_id, kind),
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id)
);
CREATE INDEX stock_days_by_ingredient ON stock_days (company_id, branch_id, ingredient_id);

-- Food cost by product, as its recipes said when it was sold: hundredths of a peso for `quantity` sold with a recipe.
CREATE TABLE product_costs (
  company_id uuid NOT NULL,
  branch_id uuid NOT NULL,
  business_day date NOT NULL,
  product_id uuid NOT NULL,
  quantity bigint NOT NULL,
  cost_cents bigint NOT NULL,
  PRIMARY KEY (company_id, branch_id, business_day, product_id),
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id)
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['master_history', 'stock_papers', 'stock_days', 'product_costs']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)
       WITH CHECK (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)', name);
  END LOOP;
END $$;

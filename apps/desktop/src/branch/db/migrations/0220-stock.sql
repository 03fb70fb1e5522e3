-- What each order or stock paper moved, so that folding it again moves only the difference. `origin`: this file's facts, a row of a
-- snapshot whose facts are in the cloud, or a paper of the office.
CREATE TABLE stock_sources (
  company_id TEXT NOT NULL,
  source_id TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  business_day TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('fact', 'hollow', 'office')),
  moves TEXT NOT NULL,
  PRIMARY KEY (company_id, source_id)
) STRICT, WITHOUT ROWID;

-- The same, added up: signed thousandths of the ingredient's base unit, and hundredths of a peso.
CREATE TABLE stock_days (
  company_id TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  ingredient_id TEXT NOT NULL,
  business_day TEXT NOT NULL,
  kind TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  cost_cents INTEGER NOT NULL,
  PRIMARY KEY (company_id, branch_id, ingredient_id, business_day, kind)
) STRICT, WITHOUT ROWID;

-- A sale asks for the recipe of one product or option, out of all.
CREATE INDEX masters_recipe_product ON masters (company_id, json_extract(doc, '$.target.productId')) WHERE kind = 'recipe';
CREATE INDEX masters_recipe_option ON masters (company_id, json_extract(doc, '$.target.optionId')) WHERE kind = 'recipe';

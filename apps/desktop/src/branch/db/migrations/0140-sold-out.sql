-- What there is none of in a branch: the fold of the facts about it, one row per product or option.
CREATE TABLE sold_out (
  company_id TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  target_id TEXT NOT NULL,
  target TEXT NOT NULL CHECK (target IN ('product', 'option')),
  sold_out INTEGER NOT NULL CHECK (sold_out IN (0, 1)),
  since INTEGER NOT NULL,
  actor_id TEXT NOT NULL,
  PRIMARY KEY (company_id, branch_id, target_id)
) STRICT, WITHOUT ROWID;

-- A tap asks for the prices of one product in one branch, out of those of all branches.
CREATE INDEX masters_branch_price ON masters (company_id, json_extract(doc, '$.branchId'), json_extract(doc, '$.productId'))
  WHERE kind = 'branch-price';

-- Who buys here by name: found by telephone or name, and what stands on their account.
CREATE TABLE customers (
  company_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  -- The name as it is searched: lower case, without accents.
  search TEXT NOT NULL,
  phone TEXT,
  phone_digits TEXT,
  balance INTEGER NOT NULL,
  credit_limit INTEGER NOT NULL,
  needs_review TEXT NOT NULL,
  rev INTEGER NOT NULL,
  PRIMARY KEY (company_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX customers_by_phone ON customers (company_id, phone_digits) WHERE phone_digits IS NOT NULL;
CREATE INDEX customers_by_name ON customers (company_id, search);
CREATE INDEX customers_that_owe ON customers (company_id, balance) WHERE balance <> 0;

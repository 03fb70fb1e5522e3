-- The scale and the customer's display of this computer, each on a serial line.
CREATE TABLE counter_devices (
  company_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('scale', 'pole')),
  settings TEXT NOT NULL,
  PRIMARY KEY (company_id, kind)
) STRICT, WITHOUT ROWID;

-- What was weighed at this counter and hasn't been forgotten yet. A line says the weight it was sold with; this is what it is held against.
CREATE TABLE weighings (
  company_id TEXT NOT NULL,
  id TEXT NOT NULL,
  grams INTEGER NOT NULL CHECK (grams > 0),
  -- Who answers for a weight that no scale said.
  typed_by_id TEXT,
  -- One weighing serves one order.
  order_id TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (company_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX weighings_by_age ON weighings (company_id, at);

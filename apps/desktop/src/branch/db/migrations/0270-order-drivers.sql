-- Orders that left with a driver, and what of each is still in that driver's pocket.
CREATE TABLE order_drivers (
  company_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  staff_id TEXT,
  driver_name TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  owes INTEGER NOT NULL,
  PRIMARY KEY (company_id, order_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX order_drivers_owing ON order_drivers (company_id, sent_at) WHERE owes <> 0;

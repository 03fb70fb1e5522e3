-- Whose money a payment carries beside the shop's (tips, couriers' fees), so that expected cash stays one sum over rows.
ALTER TABLE payments ADD COLUMN third_party INTEGER NOT NULL DEFAULT 0;

-- Which till answers for an order while it is open; a close may have carried it on.
ALTER TABLE orders ADD COLUMN held_by_id TEXT NOT NULL DEFAULT '';
UPDATE orders SET held_by_id = terminal_id;
CREATE INDEX orders_held ON orders (company_id, held_by_id) WHERE state IN ('draft', 'placed') AND (balance > 0 OR state = 'draft');

-- How the close stood against what the drawer should have held, for lists.
ALTER TABLE cash_sessions ADD COLUMN difference INTEGER;

-- Every Z as it was printed, by its own hash: a clone of the till that closed the same session keeps its paper too.
CREATE TABLE z_reports (
  company_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  session_id TEXT NOT NULL,
  terminal_id TEXT NOT NULL,
  z_number INTEGER NOT NULL CHECK (z_number > 0),
  closed_at INTEGER NOT NULL,
  doc TEXT NOT NULL,
  PRIMARY KEY (company_id, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX z_reports_of_till ON z_reports (company_id, terminal_id, z_number);
CREATE TRIGGER z_reports_are_final BEFORE UPDATE ON z_reports
BEGIN SELECT RAISE(ABORT, 'a Z is never changed'); END;
CREATE TRIGGER z_reports_stay BEFORE DELETE ON z_reports
BEGIN SELECT RAISE(ABORT, 'a Z is never deleted'); END;

-- What a close says beside the count, and whose session took each payment: expected cash is summed from these.
ALTER TABLE cash_sessions ADD COLUMN cashier_id TEXT NOT NULL DEFAULT '';
ALTER TABLE cash_sessions ADD COLUMN closed_by_id TEXT;
ALTER TABLE cash_sessions ADD COLUMN float_left INTEGER;
ALTER TABLE cash_sessions ADD COLUMN difference_reason TEXT;
ALTER TABLE cash_sessions ADD COLUMN z_number INTEGER;
UPDATE cash_sessions SET cashier_id = opened_by_id, float_left = counted;

ALTER TABLE payments ADD COLUMN session_id TEXT;
ALTER TABLE payments ADD COLUMN tendered INTEGER NOT NULL DEFAULT 0;
ALTER TABLE payments ADD COLUMN change_given INTEGER NOT NULL DEFAULT 0;
CREATE INDEX payments_by_session ON payments (company_id, session_id, method) WHERE session_id IS NOT NULL;
-- Openings of the drawer are few among the facts, and a close asks for those of its day.
CREATE INDEX events_of_drawer ON events (company_id, business_day) WHERE type = 'drawer.opened';

-- Money given back, and out of whose session.
CREATE TABLE refunds (
  company_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  id TEXT NOT NULL,
  method TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  session_id TEXT,
  PRIMARY KEY (company_id, order_id, id),
  FOREIGN KEY (company_id, order_id) REFERENCES orders (company_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX refunds_by_session ON refunds (company_id, session_id) WHERE session_id IS NOT NULL;

-- What the lists of open, held and table orders read.
ALTER TABLE orders ADD COLUMN hold_id TEXT;
ALTER TABLE orders ADD COLUMN held_at INTEGER;
ALTER TABLE orders ADD COLUMN table_id TEXT;
-- Whose it is, in a word: the table, the customer, who picks it up, or what the hold was called.
ALTER TABLE orders ADD COLUMN label TEXT;
-- Things in it that the kitchen wasn't told of yet.
ALTER TABLE orders ADD COLUMN unsent INTEGER NOT NULL DEFAULT 0;
CREATE INDEX orders_on_hold ON orders (company_id, held_at) WHERE state = 'draft' AND hold_id IS NOT NULL;
CREATE INDEX orders_owing ON orders (company_id, opened_at) WHERE state = 'placed' AND balance > 0;
CREATE INDEX events_of_staff_meals ON events (company_id, type) WHERE type = 'order.staff-meal-set';

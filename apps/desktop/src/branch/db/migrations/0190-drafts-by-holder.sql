-- A cart belongs to the till that holds it now, which may not be the one that opened it.
DROP INDEX orders_open;
CREATE INDEX orders_drafts ON orders (company_id, held_by_id, opened_at) WHERE state = 'draft';

-- Which payments somebody still has to see arrive, and the number they came with: the list "Por verificar" reads these.
ALTER TABLE payments ADD COLUMN status TEXT NOT NULL DEFAULT 'taken';
ALTER TABLE payments ADD COLUMN reference TEXT;
UPDATE payments SET
  reference = (SELECT json_extract(e.body, '$.payment.reference') FROM events e
    WHERE e.company_id = payments.company_id AND e.entity_id = payments.order_id AND e.type = 'order.payment-added'
      AND json_extract(e.body, '$.payment.id') = payments.id LIMIT 1),
  status = CASE WHEN EXISTS (SELECT 1 FROM events e
    WHERE e.company_id = payments.company_id AND e.entity_id = payments.order_id AND e.type = 'order.payment-verified'
      AND json_extract(e.body, '$.paymentId') = payments.id) THEN 'verified' ELSE 'unverified' END
WHERE method IN ('nequi', 'daviplata', 'bank_transfer', 'breb');
CREATE INDEX payments_unverified ON payments (company_id, order_id) WHERE status = 'unverified';
-- A refund of what was sold on account asks whose account that was.
CREATE INDEX events_of_charges ON events (company_id, json_extract(body, '$.id')) WHERE type = 'customer.charged';

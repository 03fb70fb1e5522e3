-- What companies owe, for whoever runs the platform: read across companies; an invoice is changed inside its company alone.
CREATE POLICY platform ON invoices FOR SELECT USING (current_setting('app.platform', true) = 'on');
CREATE INDEX invoices_newest ON invoices (issued_at DESC, company_id, id);

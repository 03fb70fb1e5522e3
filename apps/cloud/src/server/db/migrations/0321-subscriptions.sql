-- Where each company stands with us, what it owes and paid, and how it was told.
CREATE TABLE subscriptions (
  company_id uuid PRIMARY KEY REFERENCES companies (company_id),
  doc jsonb NOT NULL,
  version bigint NOT NULL DEFAULT 1
);
CREATE TABLE invoices (
  company_id uuid NOT NULL REFERENCES companies (company_id),
  id uuid NOT NULL,
  number integer NOT NULL,
  plan text NOT NULL,
  period_start bigint NOT NULL,
  period_end bigint NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  issued_at bigint NOT NULL,
  due_at bigint NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'paid', 'void')),
  paid_at bigint,
  paid_by text,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, number)
);
-- One open invoice at a time: a renewal that is made twice, by two instances, is one.
CREATE UNIQUE INDEX invoices_one_open ON invoices (company_id) WHERE state = 'open';
-- Each try to pay one, by its reference at the provider; a declined one is followed by another.
CREATE TABLE payment_tries (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  invoice_id uuid NOT NULL,
  provider text NOT NULL,
  transaction_id text,
  status text NOT NULL DEFAULT 'begun',
  amount bigint NOT NULL,
  begun_at bigint NOT NULL,
  changed_at bigint NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, invoice_id) REFERENCES invoices (company_id, id)
);
-- A transaction of the provider pays once, whatever it is told of.
CREATE UNIQUE INDEX payment_tries_by_transaction ON payment_tries (company_id, provider, transaction_id) WHERE transaction_id IS NOT NULL;
CREATE TABLE reminders (
  company_id uuid NOT NULL,
  invoice_id uuid NOT NULL,
  kind text NOT NULL,
  sent_at bigint NOT NULL,
  PRIMARY KEY (company_id, invoice_id, kind),
  FOREIGN KEY (company_id, invoice_id) REFERENCES invoices (company_id, id)
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['subscriptions', 'invoices', 'payment_tries', 'reminders'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)
       WITH CHECK (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)', name);
  END LOOP;
END $$;

-- Whose turn it is to be looked at. It is read before a company is known, so it holds an id and an hour and nothing else.
CREATE TABLE subscription_turns (
  subscriber uuid PRIMARY KEY,
  due_at bigint NOT NULL
);
CREATE INDEX subscription_turns_due ON subscription_turns (due_at);

-- Companies from before begin as everybody does; the first look at each writes its trial.
INSERT INTO subscription_turns (subscriber, due_at) SELECT company_id, 0 FROM companies;

-- Device keys that are nobody any more: taken over by another key of the same terminal, or put away and told so. Whoever proves one of
-- them hears it signed, and may hand in what only it has.
CREATE TABLE ended_devices (
  company_id uuid NOT NULL,
  terminal_id uuid NOT NULL,
  public_key text NOT NULL,
  ended_at bigint NOT NULL,
  -- When it heard of it for the first time.
  told_at bigint,
  PRIMARY KEY (company_id, terminal_id, public_key),
  FOREIGN KEY (company_id, terminal_id) REFERENCES terminals (company_id, id)
);
ALTER TABLE ended_devices ENABLE ROW LEVEL SECURITY;
ALTER TABLE ended_devices FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON ended_devices USING (company_id = nullif(current_setting('app.company_id', true), '')::uuid)
  WITH CHECK (company_id = nullif(current_setting('app.company_id', true), '')::uuid);

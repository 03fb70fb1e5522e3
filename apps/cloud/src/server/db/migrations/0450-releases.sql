-- Which version each till runs, when it last asked, and how its last update went; when a branch wants to be updated.
CREATE TABLE terminal_versions (
  company_id uuid NOT NULL,
  terminal_id uuid NOT NULL,
  version text NOT NULL,
  platform text NOT NULL,
  checked_at bigint NOT NULL,
  offered text,
  result text,
  result_version text,
  result_at bigint,
  -- Since when it runs something older than what is offered to it.
  behind_since bigint,
  PRIMARY KEY (company_id, terminal_id),
  FOREIGN KEY (company_id, terminal_id) REFERENCES terminals (company_id, id)
);

CREATE TABLE branch_updates (
  company_id uuid NOT NULL,
  branch_id uuid NOT NULL,
  from_hour smallint NOT NULL CHECK (from_hour BETWEEN 0 AND 23),
  to_hour smallint NOT NULL CHECK (to_hour BETWEEN 0 AND 23),
  PRIMARY KEY (company_id, branch_id),
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id)
);

-- What a till found out about its own fitness, as it signed it.
CREATE TABLE commissioning_reports (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  branch_id uuid NOT NULL,
  terminal_id uuid NOT NULL,
  made_at bigint NOT NULL,
  worst text NOT NULL CHECK (worst IN ('green', 'amber', 'red')),
  report text NOT NULL,
  signature text NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id),
  FOREIGN KEY (company_id, terminal_id) REFERENCES terminals (company_id, id)
);
CREATE INDEX commissioning_latest ON commissioning_reports (company_id, terminal_id, made_at DESC);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['terminal_versions', 'branch_updates', 'commissioning_reports']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)
       WITH CHECK (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)', name);
  END LOOP;
END $$;

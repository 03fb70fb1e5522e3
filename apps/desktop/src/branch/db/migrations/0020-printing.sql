-- Printers of this terminal and what they have been asked to put on paper. Local: other terminals have their own.

CREATE TABLE printers (
  company_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('receipt', 'kitchen', 'both')),
  profile_id TEXT NOT NULL,
  transport TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  -- A removed printer stays for the jobs that name it.
  removed_at INTEGER,
  PRIMARY KEY (company_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE print_jobs (
  company_id TEXT NOT NULL,
  id TEXT NOT NULL,
  printer_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('receipt', 'kitchen', 'drawer', 'test')),
  state TEXT NOT NULL CHECK (state IN ('queued', 'printing', 'printed', 'ask', 'failed', 'cancelled')),
  -- What people call it: the order's number, or empty.
  label TEXT NOT NULL,
  order_id TEXT,
  document TEXT NOT NULL,
  copy_no INTEGER NOT NULL CHECK (copy_no >= 0),
  attempts INTEGER NOT NULL CHECK (attempts >= 0),
  fault TEXT,
  created_at INTEGER NOT NULL,
  queued_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, printer_id) REFERENCES printers (company_id, id)
) STRICT, WITHOUT ROWID;
-- Finished jobs are many and old; only open ones are ever looked for by printer.
CREATE INDEX print_jobs_open ON print_jobs (company_id, printer_id, queued_at, id) WHERE state NOT IN ('printed', 'cancelled');
CREATE INDEX print_jobs_by_order ON print_jobs (company_id, order_id, kind);
CREATE INDEX print_jobs_by_change ON print_jobs (company_id, changed_at);

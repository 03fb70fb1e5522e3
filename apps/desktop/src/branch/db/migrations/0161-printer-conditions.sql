-- What each printer last said of itself; only printers that answer have a row. Known again by asking, so it is no history.
CREATE TABLE printer_conditions (
  company_id TEXT NOT NULL,
  printer_id TEXT NOT NULL,
  condition TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (company_id, printer_id),
  FOREIGN KEY (company_id, printer_id) REFERENCES printers (company_id, id)
) STRICT, WITHOUT ROWID;

-- A log that began anew is told to a person; who has read it, and when.
CREATE TABLE custody_notices (
  company_id TEXT NOT NULL,
  stream_id TEXT NOT NULL,
  acknowledged_by_id TEXT NOT NULL,
  acknowledged_at INTEGER NOT NULL,
  PRIMARY KEY (company_id, stream_id),
  FOREIGN KEY (company_id, stream_id) REFERENCES streams (company_id, stream_id)
) STRICT, WITHOUT ROWID;

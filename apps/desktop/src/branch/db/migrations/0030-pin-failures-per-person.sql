-- One count for the whole terminal could be set back by anybody's right PIN, so a cashier could guess a manager's for ever.
-- Now each person has a count of their own beside the terminal's, which is the row without a person.

CREATE TABLE pin_failures_by_person (
  company_id TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 0),
  wait_until INTEGER NOT NULL,
  PRIMARY KEY (company_id, staff_id)
) STRICT, WITHOUT ROWID;
INSERT INTO pin_failures_by_person (company_id, staff_id, count, wait_until) SELECT company_id, '', count, wait_until FROM pin_failures;
DROP TABLE pin_failures;
ALTER TABLE pin_failures_by_person RENAME TO pin_failures;

-- What the stations of the kitchen were asked to make: the fold of each ticket's facts.
CREATE TABLE kitchen_tickets (
  company_id TEXT NOT NULL,
  id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  station_id TEXT NOT NULL,
  terminal_id TEXT NOT NULL,
  business_day TEXT NOT NULL,
  fired_at INTEGER NOT NULL,
  held INTEGER NOT NULL CHECK (held IN (0, 1)),
  acked_at INTEGER,
  done_at INTEGER,
  -- The whole ticket (JSON).
  doc TEXT NOT NULL,
  PRIMARY KEY (company_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX kitchen_tickets_by_order ON kitchen_tickets (company_id, order_id);
CREATE INDEX kitchen_tickets_open ON kitchen_tickets (company_id, fired_at) WHERE done_at IS NULL;
CREATE INDEX kitchen_tickets_by_day ON kitchen_tickets (company_id, business_day, station_id);
CREATE INDEX kitchen_tickets_made ON kitchen_tickets (company_id, done_at) WHERE done_at IS NOT NULL;

-- The last number of each station's tickets in a series on a business day: read and written in the commit that fires one.
CREATE TABLE kitchen_sequences (
  company_id TEXT NOT NULL,
  series TEXT NOT NULL,
  station_id TEXT NOT NULL,
  business_day TEXT NOT NULL,
  last_sequence INTEGER NOT NULL CHECK (last_sequence > 0),
  PRIMARY KEY (company_id, series, station_id, business_day)
) STRICT, WITHOUT ROWID;

-- The prints of a ticket by this terminal's own printers.
CREATE TABLE kitchen_papers (
  company_id TEXT NOT NULL,
  ticket_id TEXT NOT NULL,
  job_id TEXT NOT NULL,
  PRIMARY KEY (company_id, ticket_id, job_id)
) STRICT, WITHOUT ROWID;

-- The file of one branch. The log is the truth; every other table here is a projection of it,
-- a copy of what the cloud owns, or local bookkeeping of this terminal.

CREATE TABLE meta (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Own streams and those of other terminals seen through sync. Exactly one own stream is open.
CREATE TABLE streams (
  company_id TEXT NOT NULL,
  stream_id TEXT NOT NULL,
  terminal_id TEXT NOT NULL,
  series TEXT NOT NULL CHECK (series <> ''),
  own INTEGER NOT NULL CHECK (own IN (0, 1)),
  is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
  last_seq INTEGER NOT NULL CHECK (last_seq >= 0),
  last_hash TEXT NOT NULL,
  acked_seq INTEGER NOT NULL CHECK (acked_seq >= 0 AND acked_seq <= last_seq),
  durable_seq INTEGER NOT NULL CHECK (durable_seq >= 0),
  signed_head TEXT NOT NULL,
  PRIMARY KEY (company_id, stream_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX streams_one_open ON streams (own, is_open) WHERE own = 1 AND is_open = 1;

CREATE TABLE events (
  company_id TEXT NOT NULL,
  id TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  terminal_id TEXT NOT NULL,
  stream_id TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  type TEXT NOT NULL,
  v INTEGER NOT NULL,
  entity_id TEXT NOT NULL,
  rev INTEGER NOT NULL CHECK (rev > 0),
  at INTEGER NOT NULL,
  business_day TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  approved_by_id TEXT,
  body TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  -- Money that this event took, so that what isn't in the cloud yet can be summed.
  value INTEGER NOT NULL,
  -- Why it isn't projected (an unknown type, a newer version); NULL when it is.
  parked TEXT,
  PRIMARY KEY (company_id, stream_id, seq),
  UNIQUE (company_id, id)
) STRICT;
CREATE INDEX events_by_entity ON events (company_id, entity_id, rev);

CREATE TRIGGER events_are_facts BEFORE UPDATE OF company_id, id, branch_id, terminal_id, stream_id, seq, type, v, entity_id, rev, at,
  business_day, actor_id, approved_by_id, body, prev_hash, hash, value ON events
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER events_stay BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

CREATE TABLE orders (
  company_id TEXT NOT NULL,
  id TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  terminal_id TEXT NOT NULL,
  business_day TEXT NOT NULL,
  type TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'placed', 'closed', 'cancelled')),
  series TEXT,
  sequence INTEGER,
  total INTEGER NOT NULL,
  paid INTEGER NOT NULL,
  balance INTEGER NOT NULL,
  needs_review TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  opened_by_id TEXT NOT NULL,
  placed_at INTEGER,
  settled_at INTEGER,
  rev INTEGER NOT NULL,
  PRIMARY KEY (company_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX orders_by_day ON orders (company_id, business_day, placed_at);
CREATE INDEX orders_open ON orders (company_id, terminal_id, opened_at) WHERE state = 'draft';

CREATE TABLE order_lines (
  company_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  category_id TEXT NOT NULL,
  name TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  total INTEGER NOT NULL,
  PRIMARY KEY (company_id, order_id, position),
  FOREIGN KEY (company_id, order_id) REFERENCES orders (company_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE payments (
  company_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  id TEXT NOT NULL,
  method TEXT NOT NULL,
  amount INTEGER NOT NULL,
  rounding INTEGER NOT NULL,
  PRIMARY KEY (company_id, order_id, id),
  FOREIGN KEY (company_id, order_id) REFERENCES orders (company_id, id)
) STRICT, WITHOUT ROWID;

-- The last number given in a series on a business day: read and written in the commit that places the order.
CREATE TABLE number_series (
  company_id TEXT NOT NULL,
  series TEXT NOT NULL,
  business_day TEXT NOT NULL,
  last_sequence INTEGER NOT NULL CHECK (last_sequence > 0),
  PRIMARY KEY (company_id, series, business_day)
) STRICT, WITHOUT ROWID;

CREATE TABLE cash_sessions (
  company_id TEXT NOT NULL,
  id TEXT NOT NULL,
  terminal_id TEXT NOT NULL,
  business_day TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  opened_by_id TEXT NOT NULL,
  opening_float INTEGER NOT NULL,
  closed_at INTEGER,
  counted INTEGER,
  rev INTEGER NOT NULL,
  PRIMARY KEY (company_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX cash_sessions_open ON cash_sessions (company_id, terminal_id) WHERE closed_at IS NULL;

-- Documents that the cloud owns: catalogue and settings, row-versioned, tombstones included.
CREATE TABLE masters (
  company_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  doc TEXT NOT NULL,
  -- Why this version of the app can't read it; NULL when it can. Checked once, when it arrives.
  fault TEXT,
  PRIMARY KEY (company_id, kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE cursors (
  company_id TEXT NOT NULL,
  scope TEXT NOT NULL,
  epoch TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  PRIMARY KEY (company_id, scope)
) STRICT, WITHOUT ROWID;

-- The cloud's grant, sealed with the device secret: who may work here and what they may do.
CREATE TABLE grants (
  company_id TEXT PRIMARY KEY NOT NULL,
  version INTEGER NOT NULL,
  sealed TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE pin_failures (
  company_id TEXT PRIMARY KEY NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 0),
  wait_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

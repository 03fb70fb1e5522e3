-- A till may begin its log anew by itself (a clone, a restored file, a lost tail). Its facts keep their rows and their ids:
-- what is logged again in the new stream is a place more for the same fact. And the cloud may hand a till facts of its own
-- that its file lost, or that a clone of it wrote under the same stream and seq.

CREATE TABLE events_kept (
  -- Counts in commit order; the hub gives it out as position, so it has to stay what it is.
  position INTEGER PRIMARY KEY NOT NULL,
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
  -- 1: outside the chain that this file holds of the stream: a fact of our own that came back from the cloud, or the other side of a fork.
  adopted INTEGER NOT NULL CHECK (adopted IN (0, 1)),
  UNIQUE (company_id, id)
) STRICT;
INSERT INTO events_kept SELECT rowid, company_id, id, branch_id, terminal_id, stream_id, seq, type, v, entity_id, rev, at,
  business_day, actor_id, approved_by_id, body, prev_hash, hash, value, parked, 0 FROM events ORDER BY rowid;
DROP TABLE events;
ALTER TABLE events_kept RENAME TO events;
CREATE UNIQUE INDEX events_chain ON events (company_id, stream_id, seq) WHERE adopted = 0;
CREATE INDEX events_by_entity ON events (company_id, entity_id, rev);
CREATE INDEX events_parked ON events (company_id, entity_id) WHERE parked IS NOT NULL;
CREATE TRIGGER events_are_facts BEFORE UPDATE OF position, company_id, id, branch_id, terminal_id, stream_id, seq, type, v, entity_id, rev, at,
  business_day, actor_id, approved_by_id, body, prev_hash, hash, value, adopted ON events
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER events_stay BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

-- Where a fact was logged again: same id and content, another link of another chain.
CREATE TABLE event_places (
  company_id TEXT NOT NULL,
  stream_id TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  event_id TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (company_id, stream_id, seq),
  FOREIGN KEY (company_id, event_id) REFERENCES events (company_id, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER event_places_are_facts BEFORE UPDATE ON event_places
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER event_places_stay BEFORE DELETE ON event_places
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

-- Why the stream began, when, after which; the cloud has to hear of it before its first push.
ALTER TABLE streams ADD COLUMN reason TEXT;
ALTER TABLE streams ADD COLUMN opened_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE streams ADD COLUMN previous_id TEXT;
ALTER TABLE streams ADD COLUMN previous_seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE streams ADD COLUMN previous_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE streams ADD COLUMN registered INTEGER NOT NULL DEFAULT 1 CHECK (registered IN (0, 1));
-- Up to where it is to be sent; what comes after was logged again elsewhere. NULL: all of it.
ALTER TABLE streams ADD COLUMN send_to INTEGER;
-- Up to where it was handed to a person as a checked file.
ALTER TABLE streams ADD COLUMN exported_seq INTEGER NOT NULL DEFAULT 0;

-- Orders that are known by their row alone: their facts are still in the cloud.
CREATE TABLE hollow_orders (
  company_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  PRIMARY KEY (company_id, order_id)
) STRICT, WITHOUT ROWID;

-- After the cloud went back in time: own facts of closed streams that it hasn't shown again yet.
CREATE TABLE reoffers (
  company_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  PRIMARY KEY (company_id, event_id)
) STRICT, WITHOUT ROWID;

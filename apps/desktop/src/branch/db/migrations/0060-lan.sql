-- The shop's local network as this terminal lives it: its role, how far it read from each hub, and what it carries for others.
-- Who is hub and whose keys count is in the log (lan.* facts).

CREATE TABLE lan_self (
  company_id TEXT PRIMARY KEY NOT NULL,
  -- Whether the door is to be open: kept over a restart.
  is_hub INTEGER NOT NULL CHECK (is_hub IN (0, 1)),
  term INTEGER NOT NULL CHECK (term >= 0),
  -- Lineage of the positions that this hub gives; new whenever the role is taken.
  epoch TEXT NOT NULL,
  -- A hub that this terminal heard of from a peer before its fact arrived (JSON): whoever was fenced finds the new one through it.
  heard_hub TEXT,
  -- When this terminal was fenced by a later hub and nobody has read it yet.
  fenced_at INTEGER
) STRICT, WITHOUT ROWID;

-- Up to where this terminal read from each hub.
CREATE TABLE lan_cursors (
  company_id TEXT NOT NULL,
  epoch TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  PRIMARY KEY (company_id, epoch)
) STRICT, WITHOUT ROWID;

-- Streams of other terminals that arrived over the local network, and how far the cloud is known to have them.
CREATE TABLE lan_relay (
  company_id TEXT NOT NULL,
  stream_id TEXT NOT NULL,
  taken_seq INTEGER NOT NULL CHECK (taken_seq >= 0),
  cloud_seq INTEGER NOT NULL CHECK (cloud_seq >= 0),
  PRIMARY KEY (company_id, stream_id)
) STRICT, WITHOUT ROWID;

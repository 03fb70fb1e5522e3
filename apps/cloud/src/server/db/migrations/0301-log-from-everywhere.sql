-- From which device somebody acted; what has none (entries from before, the cloud itself) keeps its old hash.
ALTER TABLE audit_entries ADD COLUMN device text NOT NULL DEFAULT '';
-- The till's fact that an entry tells of: told once, however often the fact arrives.
ALTER TABLE audit_entries ADD COLUMN event_id uuid;
CREATE UNIQUE INDEX audit_entries_by_event ON audit_entries (company_id, event_id) WHERE event_id IS NOT NULL;
CREATE INDEX audit_entries_by_branch ON audit_entries (company_id, branch_id, seq);

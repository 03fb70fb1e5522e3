-- Who may do what, and who did what. System roles live in the code, so that a permission added by a release reaches them by
-- itself; the company's own roles are rows. A role is named by its key or its id.
CREATE TABLE roles (
  company_id uuid NOT NULL REFERENCES companies (company_id),
  id uuid NOT NULL,
  name text NOT NULL,
  description text NOT NULL,
  parents text[] NOT NULL,
  permissions text[] NOT NULL,
  archived_at bigint,
  PRIMARY KEY (company_id, id)
);
CREATE UNIQUE INDEX roles_by_name ON roles (company_id, lower(name)) WHERE archived_at IS NULL;

CREATE TABLE role_assignments (
  company_id uuid NOT NULL REFERENCES companies (company_id),
  user_id uuid NOT NULL REFERENCES users (id),
  role text NOT NULL,
  branch_id uuid,
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id)
);
CREATE UNIQUE INDEX role_assignments_once ON role_assignments (company_id, user_id, role, branch_id) NULLS NOT DISTINCT;

-- For one person beside the roles; a denial wins over everything.
CREATE TABLE permission_overrides (
  company_id uuid NOT NULL REFERENCES companies (company_id),
  user_id uuid NOT NULL REFERENCES users (id),
  permission text NOT NULL,
  branch_id uuid,
  effect text NOT NULL CHECK (effect IN ('allow', 'deny')),
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id)
);
CREATE UNIQUE INDEX permission_overrides_once ON permission_overrides (company_id, user_id, permission, branch_id) NULLS NOT DISTINCT;

-- The seat says that somebody belongs to the company; what for, the assignments say. A version before this one finds a seat
-- without a role and lets nobody new in.
INSERT INTO role_assignments (company_id, user_id, role, branch_id) SELECT owner_company, user_id, role, NULL FROM memberships;
ALTER TABLE memberships ALTER COLUMN role SET DEFAULT '';
ALTER TABLE memberships ADD COLUMN suspended_at bigint;
-- Which of their companies somebody is looking at.
ALTER TABLE sessions ADD COLUMN chosen_company uuid;

-- Each entry's hash covers the one before: a row that somebody changed or took out shows.
CREATE TABLE audit_entries (
  company_id uuid NOT NULL REFERENCES companies (company_id),
  seq bigint NOT NULL CHECK (seq > 0),
  at bigint NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('user', 'terminal', 'operator', 'system')),
  actor_id uuid,
  actor_name text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  subject_name text NOT NULL,
  branch_id uuid,
  -- Canonical JSON of what it was and what it became.
  before text NOT NULL,
  after text NOT NULL,
  address text NOT NULL,
  prev_hash text NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (company_id, seq),
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id)
);
CREATE INDEX audit_entries_by_action ON audit_entries (company_id, action, seq);
CREATE INDEX audit_entries_by_actor ON audit_entries (company_id, actor_id, seq);
CREATE TRIGGER audit_entries_keep BEFORE UPDATE OR DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION events_are_facts();

-- The end of the chain: locked by whoever writes the next entry.
CREATE TABLE audit_heads (
  company_id uuid PRIMARY KEY REFERENCES companies (company_id),
  seq bigint NOT NULL,
  hash text NOT NULL
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['roles', 'role_assignments', 'permission_overrides', 'audit_entries', 'audit_heads']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)
       WITH CHECK (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)', name);
  END LOOP;
END $$;

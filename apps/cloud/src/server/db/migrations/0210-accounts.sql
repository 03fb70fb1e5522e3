-- How people come in: invitations, forgotten passwords, and the log-ins they can see and end.
CREATE TABLE invitations (
  owner_company uuid NOT NULL,
  id uuid NOT NULL,
  -- Of a token that is in the invited person's hands only.
  token_hash text NOT NULL UNIQUE,
  email text NOT NULL,
  role text NOT NULL,
  branch_id uuid,
  invited_by uuid NOT NULL REFERENCES users (id),
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  accepted_at bigint,
  withdrawn_at bigint,
  PRIMARY KEY (owner_company, id)
);
CREATE INDEX invitations_open ON invitations (owner_company, created_at DESC) WHERE accepted_at IS NULL AND withdrawn_at IS NULL;
ALTER TABLE invitations ENABLE ROW LEVEL SECURITY;
ALTER TABLE invitations FORCE ROW LEVEL SECURITY;
CREATE POLICY held ON invitations
  USING (owner_company = nullif(current_setting('app.company_id', true), '')::uuid
    OR token_hash = nullif(current_setting('app.holder', true), ''))
  WITH CHECK (owner_company = nullif(current_setting('app.company_id', true), '')::uuid
    OR token_hash = nullif(current_setting('app.holder', true), ''));

CREATE TABLE password_resets (
  token_hash text PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users (id),
  expires_at bigint NOT NULL,
  used_at bigint
);
CREATE INDEX password_resets_of ON password_resets (user_id);

ALTER TABLE sessions ADD COLUMN created_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE sessions ADD COLUMN address text NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN agent text NOT NULL DEFAULT '';
CREATE INDEX sessions_of ON sessions (user_id);

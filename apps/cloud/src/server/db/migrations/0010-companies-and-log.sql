-- Owners and their companies; the log of every terminal; what it folds to.
-- Every tenant table begins with the company, is closed by row-level security, and is reached only through tenant-scope.ts.

CREATE TABLE companies (
  company_id uuid PRIMARY KEY,
  name text NOT NULL,
  legal_name text NOT NULL,
  nit text NOT NULL,
  permission_version bigint NOT NULL DEFAULT 1
);

CREATE TABLE branches (
  company_id uuid NOT NULL REFERENCES companies (company_id),
  id uuid NOT NULL,
  name text NOT NULL,
  address text NOT NULL,
  phone text NOT NULL,
  utc_offset_hours integer NOT NULL,
  day_start_hour integer NOT NULL CHECK (day_start_hour BETWEEN 0 AND 23),
  tax_code text NOT NULL,
  tax_rate_bp integer NOT NULL,
  receipt_footer text NOT NULL,
  language text NOT NULL,
  next_series integer NOT NULL DEFAULT 0,
  PRIMARY KEY (company_id, id)
);

CREATE TABLE terminals (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  branch_id uuid NOT NULL,
  name text NOT NULL,
  public_key text NOT NULL,
  enrolled_at bigint NOT NULL,
  revoked_at bigint,
  last_contact_at bigint,
  app_version text NOT NULL DEFAULT '',
  custody_count bigint NOT NULL DEFAULT 0,
  custody_value bigint NOT NULL DEFAULT 0,
  custody_oldest_at bigint,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id)
);

-- Which company a terminal or a code belongs to, before the tenant is known. Nothing else is in them.
CREATE TABLE terminal_directory (terminal_id uuid PRIMARY KEY, owner_company uuid NOT NULL);
CREATE TABLE enrolment_codes (
  code_hash text PRIMARY KEY,
  owner_company uuid NOT NULL,
  branch_id uuid NOT NULL,
  created_by uuid NOT NULL,
  expires_at bigint NOT NULL,
  used_at bigint
);

CREATE TABLE users (
  id uuid PRIMARY KEY,
  email text NOT NULL UNIQUE,
  name text NOT NULL,
  password_hash text NOT NULL
);
CREATE TABLE sessions (
  id text PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users (id),
  expires_at timestamptz NOT NULL
);
CREATE TABLE login_failures (
  key text PRIMARY KEY,
  count integer NOT NULL,
  wait_until bigint NOT NULL
);
-- A user's seat in a company; the role decides what it may do. Read before the tenant is known, by user id only.
CREATE TABLE memberships (
  user_id uuid NOT NULL REFERENCES users (id),
  owner_company uuid NOT NULL,
  role text NOT NULL,
  PRIMARY KEY (user_id, owner_company)
);

CREATE TABLE staff (
  company_id uuid NOT NULL REFERENCES companies (company_id),
  id uuid NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  pin_hash text NOT NULL,
  branch_id uuid,
  active boolean NOT NULL DEFAULT true,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id)
);

CREATE TABLE streams (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  terminal_id uuid NOT NULL,
  branch_id uuid NOT NULL,
  series text NOT NULL,
  last_seq bigint NOT NULL DEFAULT 0,
  last_hash text NOT NULL,
  durable_seq bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, branch_id, series),
  FOREIGN KEY (company_id, terminal_id) REFERENCES terminals (company_id, id)
);

CREATE TABLE scopes (
  company_id uuid NOT NULL,
  scope text NOT NULL,
  head bigint NOT NULL DEFAULT 0,
  epoch text NOT NULL,
  PRIMARY KEY (company_id, scope)
);

CREATE TABLE events (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  branch_id uuid NOT NULL,
  terminal_id uuid NOT NULL,
  stream_id uuid NOT NULL,
  seq bigint NOT NULL,
  type text NOT NULL,
  v integer NOT NULL,
  entity_id uuid NOT NULL,
  rev bigint NOT NULL,
  at bigint NOT NULL,
  business_day date NOT NULL,
  actor_id uuid NOT NULL,
  approved_by_id uuid,
  body jsonb NOT NULL,
  prev_hash text NOT NULL,
  hash text NOT NULL,
  received_at bigint NOT NULL,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, stream_id, seq),
  FOREIGN KEY (company_id, stream_id) REFERENCES streams (company_id, id)
);
CREATE INDEX events_by_entity ON events (company_id, entity_id);

-- Gapless positions in commit order: written last in the push transaction, under the scope row's lock.
CREATE TABLE changes (
  company_id uuid NOT NULL,
  scope text NOT NULL,
  position bigint NOT NULL,
  event_id uuid,
  master_kind text,
  master_id uuid,
  PRIMARY KEY (company_id, scope, position),
  FOREIGN KEY (company_id, event_id) REFERENCES events (company_id, id),
  CHECK ((event_id IS NULL) <> (master_id IS NULL))
);

-- Facts that are kept but not applied, with the reason; those behind them go on.
CREATE TABLE quarantine (
  company_id uuid NOT NULL,
  stream_id uuid NOT NULL,
  seq bigint NOT NULL,
  event_id uuid NOT NULL,
  reason text NOT NULL,
  event jsonb NOT NULL,
  received_at bigint NOT NULL,
  PRIMARY KEY (company_id, stream_id, seq)
);

CREATE TABLE masters (
  company_id uuid NOT NULL,
  kind text NOT NULL,
  id uuid NOT NULL,
  version bigint NOT NULL,
  deleted boolean NOT NULL DEFAULT false,
  doc jsonb NOT NULL,
  PRIMARY KEY (company_id, kind, id)
);

CREATE TABLE orders (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  branch_id uuid NOT NULL,
  terminal_id uuid NOT NULL,
  business_day date NOT NULL,
  hour integer NOT NULL,
  type text NOT NULL,
  state text NOT NULL,
  number text,
  total bigint NOT NULL,
  paid bigint NOT NULL,
  balance bigint NOT NULL,
  needs_review text NOT NULL,
  opened_at bigint NOT NULL,
  opened_by_id uuid NOT NULL,
  placed_at bigint,
  settled_at bigint,
  methods text NOT NULL,
  doc jsonb NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id)
);
CREATE INDEX orders_latest ON orders (company_id, settled_at DESC) WHERE settled_at IS NOT NULL;
CREATE INDEX orders_by_day ON orders (company_id, branch_id, business_day, id);

CREATE TABLE order_lines (
  company_id uuid NOT NULL,
  order_id uuid NOT NULL,
  position integer NOT NULL,
  product_id uuid NOT NULL,
  name text NOT NULL,
  quantity integer NOT NULL,
  total bigint NOT NULL,
  PRIMARY KEY (company_id, order_id, position),
  FOREIGN KEY (company_id, order_id) REFERENCES orders (company_id, id)
);

CREATE TABLE payments (
  company_id uuid NOT NULL,
  order_id uuid NOT NULL,
  id uuid NOT NULL,
  method text NOT NULL,
  amount bigint NOT NULL,
  rounding bigint NOT NULL,
  PRIMARY KEY (company_id, order_id, id),
  FOREIGN KEY (company_id, order_id) REFERENCES orders (company_id, id)
);

CREATE TABLE cash_sessions (
  company_id uuid NOT NULL,
  id uuid NOT NULL,
  branch_id uuid NOT NULL,
  terminal_id uuid NOT NULL,
  business_day date NOT NULL,
  opened_at bigint NOT NULL,
  opened_by_id uuid NOT NULL,
  opening_float bigint NOT NULL,
  closed_at bigint,
  counted bigint,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id)
);

-- Sales by hour of a business day: moved by the difference that each fold makes, so it always equals the orders.
CREATE TABLE branch_hours (
  company_id uuid NOT NULL,
  branch_id uuid NOT NULL,
  business_day date NOT NULL,
  hour integer NOT NULL CHECK (hour BETWEEN 0 AND 23),
  sales bigint NOT NULL,
  tickets bigint NOT NULL,
  PRIMARY KEY (company_id, branch_id, business_day, hour),
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id)
);

CREATE FUNCTION events_are_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'events are never changed or deleted' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER events_are_facts BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION events_are_facts();

DO $$
DECLARE tenant_table text;
BEGIN
  FOR tenant_table IN
    SELECT c.relname FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'company_id' AND NOT a.attisdropped
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)
       WITH CHECK (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)', tenant_table);
  END LOOP;
END $$;

-- What people did to the money of orders, and how long kitchens took, added up by whole days and whole weeks: moved in the push by the
-- difference it makes, asked against acts and tickets by the nightly check.
CREATE TABLE act_days (
  company_id uuid NOT NULL,
  branch_id uuid NOT NULL,
  business_day date NOT NULL,
  by_id uuid NOT NULL,
  kind text NOT NULL,
  count bigint NOT NULL,
  amount bigint NOT NULL,
  approved bigint NOT NULL,
  PRIMARY KEY (company_id, branch_id, business_day, by_id, kind)
);
CREATE TABLE act_weeks (
  company_id uuid NOT NULL,
  branch_id uuid NOT NULL,
  week date NOT NULL,
  by_id uuid NOT NULL,
  kind text NOT NULL,
  count bigint NOT NULL,
  amount bigint NOT NULL,
  approved bigint NOT NULL,
  PRIMARY KEY (company_id, branch_id, week, by_id, kind)
);

-- How many tickets of a station took how long: `seconds` is the longest that counts there. In row 0: how many there were at all.
CREATE TABLE kitchen_days (
  company_id uuid NOT NULL,
  branch_id uuid NOT NULL,
  business_day date NOT NULL,
  station_id text NOT NULL,
  seconds bigint NOT NULL,
  fired bigint NOT NULL,
  seen bigint NOT NULL,
  made bigint NOT NULL,
  PRIMARY KEY (company_id, branch_id, business_day, station_id, seconds)
);
CREATE TABLE kitchen_weeks (
  company_id uuid NOT NULL,
  branch_id uuid NOT NULL,
  week date NOT NULL,
  station_id text NOT NULL,
  seconds bigint NOT NULL,
  fired bigint NOT NULL,
  seen bigint NOT NULL,
  made bigint NOT NULL,
  PRIMARY KEY (company_id, branch_id, week, station_id, seconds)
);
-- In steps of 5 s up to 2 minutes, 15 s up to 10, 30 s up to half an hour, a minute up to 4 hours, then an hour. Each minute that a
-- company may call late is the end of a step, so that the late ones are counted exactly.
CREATE FUNCTION kitchen_seconds(ms bigint) RETURNS bigint IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql AS $$
  SELECT CASE WHEN ms <= 120000 THEN greatest(1, (ms + 4999) / 5000) * 5 WHEN ms <= 600000 THEN (ms + 14999) / 15000 * 15
    WHEN ms <= 1800000 THEN (ms + 29999) / 30000 * 30 WHEN ms <= 14400000 THEN (ms + 59999) / 60000 * 60
    ELSE (ms + 3599999) / 3600000 * 3600 END $$;

-- What there was before.
INSERT INTO act_days (company_id, branch_id, business_day, by_id, kind, count, amount, approved)
  SELECT company_id, branch_id, business_day, by_id, kind, count(*), sum(amount), count(approved_by_id) FROM order_acts GROUP BY 1, 2, 3, 4, 5;
INSERT INTO act_weeks (company_id, branch_id, week, by_id, kind, count, amount, approved)
  SELECT company_id, branch_id, date_trunc('week', business_day::timestamp)::date, by_id, kind, sum(count), sum(amount), sum(approved)
  FROM act_days GROUP BY 1, 2, 3, 4, 5;
INSERT INTO kitchen_days (company_id, branch_id, business_day, station_id, seconds, fired, seen, made)
  SELECT company_id, branch_id, business_day, station_id, v.seconds, sum(v.fired), sum(v.seen), sum(v.made) FROM kitchen_tickets,
    LATERAL (VALUES (0, 1, 0, 0), (kitchen_seconds(acked_at - fired_at), 0, 1, 0), (kitchen_seconds(done_at - fired_at), 0, 0, 1))
      AS v(seconds, fired, seen, made)
  WHERE v.seconds IS NOT NULL GROUP BY 1, 2, 3, 4, 5;
INSERT INTO kitchen_weeks (company_id, branch_id, week, station_id, seconds, fired, seen, made)
  SELECT company_id, branch_id, date_trunc('week', business_day::timestamp)::date, station_id, seconds, sum(fired), sum(seen), sum(made)
  FROM kitchen_days GROUP BY 1, 2, 3, 4, 5;

-- Food cost by product once more by whole weeks.
CREATE TABLE product_cost_weeks (
  company_id uuid NOT NULL,
  branch_id uuid NOT NULL,
  week date NOT NULL,
  product_id uuid NOT NULL,
  quantity bigint NOT NULL,
  cost_cents bigint NOT NULL,
  PRIMARY KEY (company_id, branch_id, week, product_id)
);
INSERT INTO product_cost_weeks (company_id, branch_id, week, product_id, quantity, cost_cents)
  SELECT company_id, branch_id, date_trunc('week', business_day::timestamp)::date, product_id, sum(quantity), sum(cost_cents)
  FROM product_costs GROUP BY 1, 2, 3, 4;

-- Orders with a transfer that nobody has seen arrive: few among all, and found by their day.
ALTER TABLE orders ADD COLUMN awaits_transfer boolean NOT NULL DEFAULT false;
UPDATE orders o SET awaits_transfer = true FROM payments p
  WHERE p.status = 'unverified' AND p.company_id = o.company_id AND p.order_id = o.id;
CREATE INDEX orders_awaiting_transfer ON orders (company_id, branch_id, business_day, id) WHERE awaits_transfer;

-- What the ingredients of a branch cost at the end of a day some time ago, so that nobody reads its whole past again. Whoever moves
-- something on such a day or before takes the mark away, and the next night makes another.
CREATE TABLE stock_marks (
  company_id uuid NOT NULL,
  branch_id uuid NOT NULL,
  through date NOT NULL,
  costs jsonb NOT NULL,
  PRIMARY KEY (company_id, branch_id),
  FOREIGN KEY (company_id, branch_id) REFERENCES branches (company_id, id)
);
CREATE FUNCTION stock_mark_key(company uuid, branch uuid) RETURNS bigint IMMUTABLE LANGUAGE sql AS $$
  SELECT hashtextextended('stock mark ' || company || branch, 0) $$;
-- Two statements, so that the second sees what was committed while the first waited.
CREATE FUNCTION forget_stock_mark(company uuid, branch uuid, day date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(stock_mark_key(company, branch));
  DELETE FROM stock_marks WHERE company_id = company AND branch_id = branch AND through >= day;
END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['act_days', 'act_weeks', 'kitchen_days', 'kitchen_weeks', 'product_cost_weeks', 'stock_marks']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY tenant ON %I USING (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)
       WITH CHECK (company_id = nullif(current_setting(''app.company_id'', true), '''')::uuid)', name);
  END LOOP;
END $$;

import type { Sql } from '../../db/sql.ts';

/** A row that must not be there: which invariant it breaks, and where. */
export type Breach = { readonly invariant: string; readonly detail: string };

/** Everything a log holds, wherever it was put: facts, facts set aside, and facts that were known before. */
const LOG = `(SELECT company_id, stream_id, seq, hash, prev_hash FROM events WHERE company_id = $1
  UNION ALL SELECT company_id, stream_id, seq, hash, event::jsonb->>'prevHash' FROM quarantine q WHERE company_id = $1
    AND NOT EXISTS (SELECT FROM events e WHERE e.company_id = q.company_id AND e.stream_id = q.stream_id AND e.seq = q.seq)
  UNION ALL SELECT company_id, stream_id, seq, hash, NULL FROM relogged_events WHERE company_id = $1)`;

/** One question per invariant; each answers the rows that break it. Source: the invariants I1–I12 of docs/protocol.md. */
export const AUDIT_QUESTIONS: Readonly<Record<string, string>> = {
  'I1 a log is whole up to its head': `SELECT s.id || ': ' || count(l.seq) || ' of ' || s.last_seq AS detail
    FROM streams s LEFT JOIN ${LOG} l ON l.stream_id = s.id WHERE s.company_id = $1
    GROUP BY s.id, s.last_seq HAVING count(DISTINCT l.seq) <> s.last_seq OR coalesce(max(l.seq), 0) <> s.last_seq`,
  'I4 each event links to the one before it': `SELECT a.stream_id || ' at ' || a.seq AS detail FROM ${LOG} a
    JOIN ${LOG} b ON b.stream_id = a.stream_id AND b.seq = a.seq - 1 WHERE a.prev_hash IS NOT NULL AND a.prev_hash <> b.hash`,
  'I2 each fact has one position': `SELECT e.id || ': ' || count(c.position) AS detail
    FROM events e LEFT JOIN changes c ON c.company_id = e.company_id AND c.event_id = e.id
    WHERE e.company_id = $1 GROUP BY e.id HAVING count(c.position) <> 1`,
  'I7 positions are 1 to head without a hole': `SELECT s.scope || ': ' || count(c.position) || ' of ' || s.head AS detail
    FROM scopes s LEFT JOIN changes c ON c.company_id = s.company_id AND c.scope = s.scope WHERE s.company_id = $1
    GROUP BY s.scope, s.head HAVING count(c.position) <> s.head OR coalesce(max(c.position), 0) <> s.head OR coalesce(min(c.position), 1) <> 1`,
  'I9 payments add up to what orders say was paid': `SELECT o.id || ': ' || o.paid || ' <> ' || coalesce(sum(p.amount), 0) AS detail
    FROM orders o LEFT JOIN payments p ON p.company_id = o.company_id AND p.order_id = o.id AND p.status <> 'rejected'
    WHERE o.company_id = $1 AND o.state <> 'draft' GROUP BY o.id, o.paid HAVING o.paid <> coalesce(sum(p.amount), 0)`,
  'I9 lines add up to the order': `SELECT o.id || ': ' || o.total || ' <> ' || coalesce(sum(l.total), 0) AS detail
    FROM orders o LEFT JOIN order_lines l ON l.company_id = o.company_id AND l.order_id = o.id
    WHERE o.company_id = $1 AND o.state <> 'draft' GROUP BY o.id, o.total HAVING o.total <> coalesce(sum(l.total), 0)`,
  'I9 hours add up to the orders': `SELECT coalesce(h.branch_id, o.branch_id) || ' ' || coalesce(h.business_day, o.business_day) AS detail
    FROM (SELECT branch_id, business_day, sum(sales) AS sales, sum(tickets) AS tickets FROM branch_hours WHERE company_id = $1 GROUP BY 1, 2) h
    FULL JOIN (SELECT branch_id, business_day, sum(total) AS sales, count(*) AS tickets FROM orders
      WHERE company_id = $1 AND settled_at IS NOT NULL AND state <> 'cancelled' GROUP BY 1, 2) o
      ON o.branch_id = h.branch_id AND o.business_day = h.business_day
    WHERE coalesce(h.sales, 0) <> coalesce(o.sales, 0) OR coalesce(h.tickets, 0) <> coalesce(o.tickets, 0)`,
  'I12 no number is accepted twice': `SELECT branch_id || ' ' || business_day || ' ' || number AS detail FROM orders
    WHERE company_id = $1 AND number IS NOT NULL AND position('number-taken' IN needs_review) = 0
    GROUP BY branch_id, business_day, number HAVING count(*) > 1`,
};

export async function breachesOf(sql: Sql & { readonly companyId: string }, invariant: string): Promise<Breach[]> {
  const question = AUDIT_QUESTIONS[invariant];
  if (question === undefined) throw new Error(`no question for ${invariant}`);
  const rows = await sql.query<{ detail: string }>(`${question} LIMIT 20`, [sql.companyId]);
  return rows.map(({ detail }) => ({ invariant, detail }));
}

/** Seen only by the owner of the database. */
export async function everyCompany(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ id: string }>('SELECT company_id AS id FROM companies ORDER BY company_id');
  return rows.map(({ id }) => id);
}

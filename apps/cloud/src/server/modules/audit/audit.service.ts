import { canonicalJson } from '@fastops/shared/base/canonical';
import type { UserActor } from '../../context.ts';
import type { TenantSql } from '../../db/tenant-scope.ts';
import type { Machine } from '../../machine.ts';
import {
  START_OF_CHAIN as START,
  entriesAfter,
  insertAnchor,
  insertEntries,
  listAnchors,
  listEntries,
  lockHead,
  readHead,
  type AnchorRow,
  type AuditActorKind,
  type AuditFilter,
  type AuditRow,
} from './audit.store.ts';

const PAGE = 500;

/** What an entry is written with: the transaction of the act itself, so that neither is kept without the other. */
export type AuditCall = {
  readonly sql: TenantSql;
  readonly actor: Pick<UserActor, 'kind' | 'userId' | 'name' | 'operator' | 'apiKey'>;
  readonly machine: Pick<Machine, 'now'>;
  readonly address: string;
  /** What the browser calls itself. */
  readonly agent?: string;
  readonly devices: { sha256(text: string): string };
};

/** What was done, and to what; `before` and `after` are the parts that changed, never a secret. */
export type AuditFact = {
  readonly action: string;
  readonly subject: string;
  readonly subjectName: string;
  readonly branchId?: string | null;
  /** The till's fact that it tells of. */
  readonly eventId?: string;
  readonly before?: unknown;
  readonly after?: unknown;
};

/** An entry as it is shown. */
export type AuditEntry = Omit<AuditRow, 'before' | 'after' | 'prevHash'> & { readonly before: unknown; readonly after: unknown };

/** Writes down what a person on the web did; an act that is several facts says them all at once. */
export async function audit(
  { sql, actor, machine, address, agent = '', devices }: AuditCall,
  ...facts: readonly [AuditFact, ...AuditFact[]]
): Promise<void> {
  const by = {
    at: machine.now(),
    actorKind: actor.operator ? 'operator' : actor.kind,
    actorId: actor.operator?.id ?? actor.userId,
    actorName: authorName(actor),
    address,
    device: agent,
  } as const;
  await append(
    sql,
    devices.sha256,
    facts.map((fact) => ({ ...by, ...texts(fact) })),
  );
}

/** An operator acts under their own name, whoever's eyes they look with, and so does a key. */
function authorName({ name, operator, apiKey }: AuditCall['actor']): string {
  if (operator) return `${operator.name} (${name})`;
  return apiKey ? `API: ${apiKey.name} (${name})` : name;
}

/** Who did something, when it is nobody on the web with a seat of their own. */
export type AuditAuthor = {
  readonly kind: AuditActorKind;
  readonly id: string | null;
  readonly name: string;
  readonly address: string;
  readonly device?: string;
  readonly now: number;
  readonly sha256: (text: string) => string;
};

/** Writes down what the cloud or somebody without a seat did. */
export async function auditAs(sql: TenantSql, by: AuditAuthor, fact: AuditFact): Promise<void> {
  const author = { actorKind: by.kind, actorId: by.id, actorName: by.name, address: by.address, device: by.device ?? '' };
  await append(sql, by.sha256, [{ at: by.now, ...author, ...texts(fact) }]);
}

function texts(fact: AuditFact) {
  return {
    action: fact.action,
    subject: fact.subject,
    subjectName: fact.subjectName,
    branchId: fact.branchId ?? null,
    eventId: fact.eventId ?? null,
    before: canonicalJson(fact.before ?? null),
    after: canonicalJson(fact.after ?? null),
  };
}

async function append(
  sql: TenantSql,
  sha256: (text: string) => string,
  rows: readonly Omit<AuditRow, 'seq' | 'prevHash' | 'hash'>[],
): Promise<void> {
  let head = await lockHead(sql, START);
  const linked = rows.map((row): AuditRow => {
    const link = { ...row, seq: head.seq + 1, prevHash: head.hash };
    const entry = { ...link, hash: sha256(linkText(link)) };
    head = entry;
    return entry;
  });
  await insertEntries(sql, linked);
}

/** What an entry's hash covers: all of it, and the entry before. What was added later counts where it says something. */
function linkText({ hash: _, device, eventId, ...row }: Omit<AuditRow, 'hash'> & { hash?: string }): string {
  return canonicalJson({ ...row, ...(device === '' ? {} : { device }), ...(eventId === null ? {} : { eventId }) });
}

/** A page of entries, newest first; `next` is the cursor of the following page. */
export async function auditPage(sql: TenantSql, filter: AuditFilter): Promise<{ entries: AuditEntry[]; next: number | null }> {
  const rows = await listEntries(sql, { ...filter, limit: filter.limit + 1 });
  const page = rows.slice(0, filter.limit);
  return { entries: page.map(shown), next: rows.length > filter.limit ? (page.at(-1)?.seq ?? null) : null };
}

function shown({ prevHash: _, ...row }: AuditRow): AuditEntry {
  return { ...row, before: JSON.parse(row.before) as unknown, after: JSON.parse(row.after) as unknown };
}

type Checker = { sha256(text: string): string; readJws(jws: string): unknown };

/**
 * Walks the whole chain: how many entries it has, and the first that doesn't fit, if any. Who can write the database can restamp a
 * chain; the anchors are signed with a key that is not in it, so a chain that no longer goes through them was made anew.
 */
export async function verifyAudit(sql: TenantSql, checker: Checker): Promise<{ entries: number; brokenAt: number | null }> {
  const anchors = await listAnchors(sql);
  let end = { seq: 0, hash: START };
  for (;;) {
    const rows = await entriesAfter(sql, end.seq, PAGE);
    for (const row of rows) {
      const isAnchored = anchors.every(
        (anchor) => anchor.seq !== row.seq || isThrough(anchor, { ...row, companyId: sql.companyId }, checker),
      );
      if (!isAnchored || !follows(row, end, checker.sha256)) return { entries: end.seq, brokenAt: end.seq + 1 };
      end = row;
    }
    if (rows.length < PAGE) break;
  }
  // The head knows how many there should be, and so does the last anchor: entries taken from the end show too.
  const head = (await readHead(sql)) ?? { seq: 0, hash: START };
  const isShort = anchors.some(({ seq }) => seq > end.seq);
  return { entries: end.seq, brokenAt: !isShort && head.seq === end.seq && head.hash === end.hash ? null : end.seq + 1 };
}

/** Signs where the chain is now. */
export async function anchorAudit(
  sql: TenantSql,
  { sign, now }: { sign: (payload: object) => Promise<string>; now: number },
): Promise<void> {
  const head = await readHead(sql);
  if (!head || head.seq === 0) return;
  await insertAnchor(sql, { ...head, at: now, signed: await sign({ audit: sql.companyId, seq: head.seq, hash: head.hash }) });
}

function isThrough(anchor: AnchorRow, row: { seq: number; hash: string; companyId: string }, { readJws }: Checker): boolean {
  const said: unknown = readJws(anchor.signed);
  return canonicalJson(said) === canonicalJson({ audit: row.companyId, seq: row.seq, hash: row.hash });
}

function follows(row: AuditRow, end: { seq: number; hash: string }, sha256: (text: string) => string): boolean {
  return row.seq === end.seq + 1 && row.prevHash === end.hash && row.hash === sha256(linkText(row));
}

import { MAX_BATCH_EVENTS, type PullReply, type Scope } from '@fastops/shared/sync/protocol';
import { SNAPSHOT_WORTH_EVENTS } from '@fastops/shared/sync/snapshot';
import type { Event } from '@fastops/shared/sync/event';
import { foreignTopics, type Terminal } from '../context.ts';
import { isBlank, reofferMissing } from '../modules/sync/incarnation.service.ts';
import { fillHollow, hollowAmong } from '../modules/sync/snapshot.service.ts';
import { applyPage, cursorOf } from '../modules/sync/sync.service.ts';
import type { SyncParts } from './sync-parts.ts';
import { hydrate } from './sync-snapshot.ts';

/** Brings everything of a scope that this file hasn't got; each page and its cursor in one transaction. */
export async function pullScope(parts: SyncParts, scope: Scope): Promise<void> {
  const { core } = parts;
  const terminal = core.enrolment()?.terminal;
  if (!terminal) throw new Error('not enrolled');
  for (let more = true; more;) more = await nextPage(parts, terminal, scope);
  if (scope === 'branch') {
    const { now, newId } = core.machine;
    core.transaction((db) => reofferMissing(db, terminal, { at: now(), newId }), []);
  }
}

/** Brings one page, or a snapshot in place of the many that a fresh till would need; answers whether there is more. */
async function nextPage(parts: SyncParts, terminal: Terminal, scope: Scope): Promise<boolean> {
  const { core, client } = parts;
  const cursor = cursorOf(core.db, terminal.companyId, scope);
  const page = await client.pull({ scope, epoch: cursor.epoch, after: cursor.position });
  const isFresh = scope === 'branch' && cursor.epoch === '';
  if (isFresh && isWorthASnapshot(parts, terminal, page.head) && (await hydrate(parts, terminal))) return true;
  const news = page.entries.length > 0 || page.epoch !== cursor.epoch;
  if (news) await apply(parts, terminal, { ...page, scope });
  const now = cursorOf(core.db, terminal.companyId, scope);
  // The log began anew while we asked, because of what a hub said: everything is compared again, from the first position.
  if (now.epoch !== page.epoch) return true;
  const after = now.position;
  if (!news && after < page.head) throw new Error(`the cloud has ${page.head} in ${scope} but gives nothing after ${after}`);
  return page.entries.length === MAX_BATCH_EVENTS || after < page.head;
}

/** What a closed log of this till had sent is compared with the whole history, however long, since the cloud may have gone back. */
function isWorthASnapshot({ core, hydration }: SyncParts, { companyId }: Terminal, head: number): boolean {
  return head > (hydration?.worthEvents ?? SNAPSHOT_WORTH_EVENTS) && isBlank(core.db, companyId);
}

async function apply(
  { core, client }: SyncParts,
  terminal: Terminal,
  page: PullReply & { scope: Scope; isProven?: boolean },
): Promise<void> {
  const events = page.entries.flatMap((entry) => ('event' in entry ? [entry.event] : []));
  const whole: Event[] = [];
  for (const entityId of hollowAmong(core.db, terminal.companyId, events)) whole.push(...(await client.aggregate({ entityId })).events);
  core.transaction(
    (db) => {
      if (whole.length > 0) fillHollow(db, terminal, whole);
      applyPage(db, terminal, page);
    },
    page.scope === 'company' ? ['catalog'] : foreignTopics(events),
  );
}

import { createHash, randomBytes } from 'node:crypto';
import { CHAIN_START, eventHash } from '@fastops/shared/sync/chain';
import type { Event } from '@fastops/shared/sync/event';
import { businessDayAt } from '@fastops/shared/base/time';
import type { Services } from '../context.ts';
import { saveCatalog } from '../modules/catalog/catalog.service.ts';
import { push } from '../modules/sync/sync.service.ts';
import { retireTerminal } from '../modules/terminals/managing.service.ts';
import { enrol } from '../modules/terminals/terminals.service.ts';
import { demoCode, stableId, type Demo } from './el-parche.ts';
import { kitchenDocs } from './el-parche.kitchen.ts';
import { aWeekOf, type PastFact } from './el-parche.week.ts';

const AT_ONCE = 400;
const DAY_MS = 86_400_000;
const OFFSET_HOURS = -5;
const DAY_STARTS = 5;
const LAST_DAYS = 7;

/**
 * Gives the demo company a store room and the week before today: what was bought, sold, thrown away and counted at both branches, told by
 * a till of each as any till tells it. At Centro sausages go missing every evening: somebody who looks should find it. Once is enough.
 */
export async function seedPast(services: Services, demo: Demo): Promise<void> {
  const now = services.machine.now();
  const { companyId } = demo;
  const changed = await services.db.inCompany(companyId, (sql) =>
    saveCatalog(sql, kitchenDocs(stableId), { notify: services.fanout.notify, now }),
  );
  if (changed === 0) return;
  const days = Array.from({ length: LAST_DAYS }, (_, index) => {
    const at = now - (LAST_DAYS - index) * DAY_MS;
    const day = businessDayAt(at, OFFSET_HOURS, DAY_STARTS);
    return { day, midnight: Date.parse(`${day}T00:00:00Z`) - OFFSET_HOURS * 3_600_000 };
  });
  for (const branch of demo.branches) {
    const facts = aWeekOf({ ...demo, branchName: branch.name, days, stableId, newId: () => services.machine.newId() });
    await tell(services, demo, { branchId: branch.id, facts });
  }
}

/** A till that lived for a week: it is enrolled, says all it knows and is put away. Nobody keeps its key. */
async function tell(services: Services, demo: Demo, { branchId, facts }: { branchId: string; facts: readonly PastFact[] }): Promise<void> {
  const { db, devices, machine, syncPort } = services;
  const now = machine.now();
  const code = await demoCode(services, demo, branchId);
  const publicKey = randomBytes(32).toString('base64url');
  const enrolled = await db.beforeCompany((sql) => enrol(sql, devices, { code, publicKey, terminalName: 'Caja de la semana pasada', now }));
  if (!enrolled.ok) throw new Error(enrolled.refusal.code);
  const { terminalId, streamId } = enrolled.value;
  const events = sealed(facts, { companyId: demo.companyId, branchId, terminalId, streamId });
  const actor = { kind: 'terminal', terminalId, companyId: demo.companyId, branchId } as const;
  for (let from = 0; from < events.length; from += AT_ONCE) {
    const run = events.slice(from, from + AT_ONCE);
    const prevHash = run[0]?.prevHash ?? CHAIN_START;
    const answer = await db.inCompany(demo.companyId, (sql) =>
      push({ sql, actor, now, port: syncPort }, { streamId, firstSeq: from + 1, prevHash, events: run }),
    );
    if (answer.outcome !== 'stored') throw new Error(`the past is ${answer.outcome}`);
  }
  await db.inCompany(demo.companyId, (sql) => retireTerminal(sql, terminalId, now));
}

function sealed(facts: readonly PastFact[], of: Pick<Event, 'companyId' | 'branchId' | 'terminalId' | 'streamId'>): Event[] {
  const events: Event[] = [];
  for (const fact of facts) {
    const unsealed = { ...of, ...fact, seq: events.length + 1, v: 1, prevHash: events.at(-1)?.hash ?? CHAIN_START };
    events.push({ ...unsealed, hash: eventHash(unsealed, sha256) });
  }
  return events;
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readExport } from '@fastops/shared/sync/export';
import { sayFigure, soakSize } from '@fastops/shared/testing/soak';
import { eventsAfter, sha256 } from '../../db/event-log.ts';
import { anOrder, COMPANY, demolish, onShift, openTill, restart, STAFF, STREAM, type Till } from '../../testing/branch-fixture.ts';

/** Sells, asks to be let go of before and after a restart, is exported, and sells again. Answers what was wrong. */
async function letGo(till: Till, orders: number): Promise<{ facts: number; wrong: string[] }> {
  const wrong: string[] = [];
  let shop = till;
  const held = () => eventsAfter(shop.core.db, { companyId: COMPANY, streamId: STREAM, seq: 0 }, 1_000_000);
  const expectHeld = async (when: string, count: number) => {
    const answer = await shop.call.sync.mayLetGo();
    if ((answer.ok ? 0 : answer.refusal.count) !== count) wrong.push(`${when}: not held by ${count}`);
    const release = await shop.call.terminal.release({ staffId: STAFF.laura.id, pin: STAFF.laura.pin });
    if (count > 0 && release.ok) wrong.push(`${when}: the computer was let go`);
  };
  for (let n = 0; n < orders; n += 1) await shop.call.orders.ringUp(anOrder(shop));
  await expectHeld('after sales', held().length);
  shop = await onShift(restart(shop), 'laura');
  await expectHeld('after a restart', held().length);
  const exported = await shop.call.sync.exportUnsynced({});
  const proof = exported.ok ? readExport(readFileSync(exported.value.path, 'utf8'), sha256) : undefined;
  const inFile = proof && 'events' in proof ? proof.events.map(({ hash }) => hash) : [];
  if (
    inFile.join() !==
    held()
      .map(({ hash }) => hash)
      .join()
  )
    wrong.push('the export is not the log');
  const before = held().length;
  await expectHeld('after the export', 0);
  await shop.call.orders.ringUp(anOrder(shop));
  await expectHeld('after another sale', held().length - before);
  demolish(shop);
  return { facts: before, wrong };
}

test('S6: tills with more or fewer facts that only they have are held until these are exported and proved', async () => {
  const tills = soakSize(100);
  const wrong: string[] = [];
  let facts = 0;
  for (let n = 0; n < tills; n += 1) {
    const story = await letGo(await onShift(openTill(), 'laura'), 1 + ((n * 7) % 40));
    facts += story.facts;
    wrong.push(...story.wrong);
  }
  sayFigure({
    id: 'S6',
    trials: tills,
    of: 'tills asked to let go',
    bad: wrong.length,
    named: 'let go or exported wrongly',
    also: `${facts} facts`,
  });
  expect(wrong).toEqual([]);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import Sqlite from 'better-sqlite3';
import { VirtualPrinter } from '../src/branch/testing/virtual-printer/virtual-printer.ts';
import { DemoCloud } from './support/demo-cloud.ts';
import { logIn, openShift, openTill, payExactly, tapProduct } from './support/till-window.ts';

/** Reset, drawer kick, cut, Kanji mode, real-time kick, an arrow that a code page turns into ESC: all inside a name. (U+0000 is refused by the store.) */
const HOSTILE = 'Malta \u001b@\u001bp0\u0019\u00fa\u001dVA\u001c&\u0010\u0014\u0001\u0001 ←p00';

test('H7: control bytes in a product name never reach the printer', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'injection-'));
  const printer = new VirtualPrinter();
  await printer.powerOn();
  const cloud = await DemoCloud.in(join(folder, 'cloud'));
  const demo = await cloud.start();
  let till = await openTill({ folder, cloudUrl: cloud.url, code: demo.codes['Norte'] ?? '' });
  await logIn(till.page, 'Marta', '4321');
  await openShift(till.page);
  const transport = { kind: 'tcp', host: '127.0.0.1', port: printer.port };
  await till.call('mutation', 'printing.add', {
    id: '00000000-0000-7000-8000-0000000000aa',
    name: 'Caja',
    role: 'both',
    profileId: 'generic-80',
    transport,
  });
  await till.close();
  await cloud.stop();
  poison(join(folder, 'till', 'branch.db'));

  till = await openTill({ folder, cloudUrl: cloud.url });
  try {
    await logIn(till.page, 'Marta', '4321');
    await tapProduct(till.page, { product: 'Malta', category: 'Bebidas' });
    await payExactly(till);
    await expect.poll(() => printer.tickets.length).toBe(2);
    for (const ticket of printer.tickets) expect(ticket.strayControls).toEqual([]);
    const kicks = printer.tickets.flatMap((ticket) => ticket.items.filter((item) => item.type === 'drawer'));
    const cuts = printer.tickets.flatMap((ticket) => ticket.items.filter((item) => item.type === 'cut'));
    expect({ kicks: kicks.length, cuts: cuts.length }).toEqual({ kicks: 1, cuts: 2 });
  } finally {
    await till.close();
    await printer.powerOff();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Past every door: the till's own file is edited, as a thief or a broken import would. */
function poison(file: string): void {
  const db = new Sqlite(file);
  const { changes } = db
    .prepare(
      "UPDATE masters SET doc = json_set(doc, '$.name', json_extract(?, '$')) WHERE kind = 'product' AND json_extract(doc, '$.name') = 'Malta'",
    )
    .run(JSON.stringify(HOSTILE));
  db.close();
  expect(changes).toBe(1);
}

// A kitchen board with 100 open tickets: a line is bumped, and the board as a screen asks for it comes back, encoded as it
// travels; beside reading the same tickets' rows and encoding them, which is the least that any board could do. Then sales at a hub
// and at another till, until a browser in the kitchen has drawn them. `--sales N`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { money } from '@fastops/shared/base/money';
import { DEFAULT_KITCHEN, kitchenSettingsSchema } from '@fastops/shared/kitchen/station';
import type { BranchCore } from '@fastops/desktop/branch/core';
import type { Database } from '@fastops/desktop/branch/db/access';
import { applyMaster } from '@fastops/desktop/branch/modules/catalog/catalog.service';
import { kitchenBoard } from '@fastops/desktop/branch/modules/kitchen/board.service';
import { bumpLines, recallLines } from '@fastops/desktop/branch/modules/kitchen/kitchen.service';
import { ringUp } from '@fastops/desktop/branch/modules/orders/orders.service';
import { salesToBrowser } from './kitchen.browser.ts';
import { CASHIER, enrolledTill, idOf, openFile, TERMINAL } from './lib/till.ts';
import { percentile, report, timing } from './lib/report.ts';

const TICKETS = 100;
const UPDATES = 300;
const WARM_UP = 50;
/** The first ones open the shift, and warm both ends. */
const FIRST_SALES = 3;
const { values } = parseArgs({ options: { sales: { type: 'string' } }, strict: false, allowPositionals: true });
const SALES = typeof values.sales === 'string' ? Number(values.sales) : 60;

const folder = mkdtempSync(join(tmpdir(), 'kitchen-bench-'));
const db = openFile(folder, 'till.db');
const core = enrolledTill(db);
setUp(core);
for (let n = 0; n < TICKETS; n += 1) sell(core, n);
const tickets = kitchenBoard(core.readContext(CASHIER), { stationIds: [] }).cards;
if (tickets.length !== TICKETS) throw new Error(`${tickets.length} tickets on the board`);

const floorMs: number[] = [];
const boardMs: number[] = [];
const updateMs: number[] = [];
for (let n = 0; n < UPDATES + WARM_UP; n += 1) {
  floorMs.push(time(() => rows(db)));
  boardMs.push(time(() => JSON.stringify(kitchenBoard(core.readContext(CASHIER), { stationIds: [] }))));
  updateMs.push(time(() => update(n)));
}
db.close();
rmSync(folder, { recursive: true, force: true });
const { atHub, atPeer } = await salesToBrowser(SALES + FIRST_SALES);
const [floor, board] = [floorMs.slice(WARM_UP), boardMs.slice(WARM_UP)];
report({
  bench: 'kitchen',
  versions: {},
  rows: [
    { name: 'floor: the rows of 100 tickets, read and encoded', ...timing(floor) },
    { name: 'the board, 100 open tickets', ...timing(board) },
    { name: 'a bump, committed, and the board after it', ...timing(updateMs.slice(WARM_UP)) },
    { name: 'sale at the hub → drawn in a browser', ...timing(atHub.slice(FIRST_SALES)) },
    { name: 'sale at another till → hub → drawn in a browser', ...timing(atPeer.slice(FIRST_SALES)) },
  ],
  ratioToFloor: percentile(board, 50) / percentile(floor, 50),
  notes: [
    'goal: a board with 100 open tickets updates in ≤ 50 ms; drawing in the browser is not in it',
    'goal: sale → screen p95 ≤ 500 ms on loopback; both tills, the hub and the browser share this machine',
  ],
});

function setUp(till: BranchCore): void {
  const station = { kind: 'work', output: 'screen', productIds: [], categoryIds: [], prepSeconds: 300 } as const;
  const stations = [{ ...station, id: 'freidora', name: 'Freidora' }];
  const doc = kitchenSettingsSchema.parse({ ...DEFAULT_KITCHEN, id: TERMINAL.branchId, stations });
  till.transaction(
    (tx) => applyMaster(tx, TERMINAL.companyId, { kind: 'kitchen-settings', id: doc.id, version: 1, deleted: false, doc }),
    [],
  );
}

function sell(till: BranchCore, n: number): void {
  const base = 30_000_000 + n * 100;
  const selections = [1, 2, 3, 4].map((k) => ({ lineId: idOf(base + k), productId: idOf(100 + k), quantity: k, choices: [] }));
  const order = { orderId: idOf(base), orderType: 'counter' as const, selections, paymentId: idOf(base + 50), tendered: money(500_000) };
  const answer = till.execute(CASHIER, (ctx) => ringUp(ctx, order));
  if (!answer.ok) throw new Error(answer.refusal.code);
}

/** One press on a board that stays full: a line is made, or taken back at the next round. */
function update(n: number): void {
  const { ticketId = '', lines = [] } = tickets[n % TICKETS] ?? {};
  const press = { ticketId, lineIds: lines.slice(0, 1).map(({ id }) => id) };
  const answer = core.execute(CASHIER, (ctx) => (Math.floor(n / TICKETS) % 2 === 0 ? bumpLines(ctx, press) : recallLines(ctx, press)));
  if (!answer.ok) throw new Error(answer.refusal.code);
  JSON.stringify(kitchenBoard(core.readContext(CASHIER), { stationIds: [] }));
}

function rows(file: Database): void {
  const docs = file.all<{ doc: string }>('SELECT doc FROM kitchen_tickets WHERE done_at IS NULL');
  JSON.stringify(docs.map(({ doc }): unknown => JSON.parse(doc)));
}

function time(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

import { afterEach, expect, test } from 'vitest';
import { money } from '@fastops/shared/base/money';
import { servePort, type PortReply } from '../../rpc/port.ts';
import { anOrder, demolish, onShift, openTill, SALCHIPAPA, STAFF, type Till } from '../../testing/branch-fixture.ts';

let till: Till;
afterEach(() => demolish(till));

/** Digits of a figure, however they are written: 82650, 82.650, "82,650". Not inside an id or a hash. */
const figure = (amount: number) => new RegExp(`(?<![0-9a-f-])${String(amount).replace(/(\d)(?=(\d{3})+$)/g, '$1[.,]?')}(?![0-9a-f-])`, 'i');

/** A window on the till's real port: everything that leaves the branch server is kept. */
function aWindow() {
  const heard: PortReply[] = [];
  const asked = new Map<number, (reply: PortReply) => void>();
  let hear: (message: unknown) => void = () => undefined;
  servePort(
    {
      post: (reply) => {
        heard.push(structuredClone(reply));
        asked.get(reply.id)?.(reply);
      },
      listen: (on) => (hear = on),
    },
    till.services,
  );
  let id = 0;
  const call = (type: 'query' | 'mutation', path: string, input?: unknown) =>
    new Promise<unknown>((resolve) => {
      id += 1;
      asked.set(id, (reply) => resolve('data' in reply ? reply.data : reply));
      hear({ kind: 'call', id, type, path, input });
    });
  const subscribe = (path: string) => hear({ kind: 'call', id: (id += 1), type: 'subscription', path });
  return { call, subscribe, heard: () => heard.map((reply) => JSON.stringify(reply)) };
}

/** Every question that a cashier's window may put to the till without naming anything. */
const QUESTIONS = [
  'cash.status',
  'cash.settings',
  'cash.closing',
  'cash.noSales',
  'cash.reading',
  'cash.readingPaper',
  'catalog.menu',
  'identity.me',
  'identity.staff',
  'orders.current',
  'printing.printers',
  'sync.status',
  'terminal.status',
];

test('until the count is sealed the expected figure is in no message, no paper and no fact that leaves (blind mode)', async () => {
  till = await onShift(openTill(), 'laura');
  await till.call.printing.add({
    id: till.newId(),
    name: 'Caja',
    role: 'both',
    profileId: 'epson-tm-t20',
    transport: { kind: 'tcp', host: '127.0.0.1', port: 9 },
  });
  const screen = aWindow();
  screen.subscribe('terminal.changes');
  await screen.call('mutation', 'identity.login', { staffId: STAFF.ana.id, pin: STAFF.ana.pin });
  for (let sale = 0; sale < 3; sale += 1) await screen.call('mutation', 'orders.ringUp', anOrder(till));
  const orderId = till.newId();
  const selection = { lineId: till.newId(), productId: SALCHIPAPA, quantity: 1, choices: [] };
  await screen.call('mutation', 'orders.addLine', { orderId, orderType: 'counter', selection });
  const tip = { answer: 'changed', amount: 1_350, suggestedBp: 500, suggested: 1_000 };
  expect(await screen.call('mutation', 'orders.answerTip', { orderId, tip })).toMatchObject({ ok: true });
  await screen.call('mutation', 'orders.pay', { orderId, paymentId: till.newId(), method: 'card', reference: '77' });
  await screen.call('mutation', 'cash.move', { id: till.newId(), kind: 'cash_out', amount: money(13_000), category: 'Gas' });
  await screen.call('mutation', 'cash.openToCount');
  for (const path of QUESTIONS) await screen.call('query', path);
  for (const [path, input] of [
    ['orders.recent', { limit: 200 }],
    ['orders.find', { orderId }],
    ['printing.jobs', { show: 'recent', limit: 100 }],
    ['cash.zReports', { limit: 10 }],
    ['cash.explain', { sessionId: till.core.db.get<{ id: string }>('SELECT id FROM cash_sessions')?.id }],
  ] as const) {
    await screen.call('query', path, input);
  }
  // 100,000 of float, three sales of 25,000, a tip of 1,350 that came by card, 13,000 of gas.
  const expected = figure(100_000 + 75_000 - 1_350 - 13_000);
  const kept = () => [
    ...screen.heard(),
    ...till.core.db.all<{ body: string }>('SELECT body FROM events').map(({ body }) => body),
    ...till.core.db.all<{ document: string }>('SELECT document FROM print_jobs').map(({ document }) => document),
  ];
  expect(kept().length).toBeGreaterThan(40);
  expect(kept().filter((text) => expected.test(text))).toEqual([]);

  const count = { id: till.newId(), purpose: 'close' as const, piles: [], total: money(150_000) };
  expect(await screen.call('mutation', 'cash.count', count)).toMatchObject({ ok: true, value: { expected: 160_650 } });
  // Only now; and the search would have found it before.
  expect(kept().filter((text) => expected.test(text)).length).toBeGreaterThanOrEqual(2);
});

import { existsSync, readFileSync } from 'node:fs';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { demolish, idOf, onShift, openTill, anOrder, type Till } from '../testing/branch-fixture.ts';
import { aKitchen, aStation, setUpKitchen } from '../testing/kitchen-setup.ts';
import { becomeHub, demolishTill, pairTill, prepareTill, sell, startTill, until, type RunningTill } from '../testing/lan-shop.ts';
import { acknowledgeTickets, escalate } from '../modules/kitchen/kitchen.service.ts';
import { ladderWork, type LadderSight } from '../modules/kitchen/ladder.service.ts';

const ALONE: LadderSight = { isHub: false, isLost: false, heardAt: () => 0 };

describe('the steps, with the clock in the test’s hand', () => {
  let till: Till;

  beforeEach(async () => {
    till = await onShift(openTill(), 'laura');
    onTestFinished(() => demolish(till));
    setUpKitchen(till.core);
  });

  const due = (sight: Partial<LadderSight> = {}) => {
    const { actor } = till.connection;
    if (!actor) throw new Error('nobody is logged in');
    return ladderWork(till.core.readContext(actor), { ...ALONE, ...sight }).map(({ to }) => to);
  };
  const take = (to: 'paper' | 'alarm' | 'dashboard', ticketId: string) => {
    const { actor } = till.connection;
    if (!actor) throw new Error('nobody is logged in');
    return till.core.execute(actor, (ctx) => escalate(ctx, { ticketId, to }));
  };
  const addPrinter = (path = `${till.folder}/kitchen`) =>
    till.call.printing.add({
      id: till.newId(),
      name: 'Cocina',
      role: 'kitchen',
      profileId: 'generic-80',
      transport: { kind: 'file', path },
    });
  async function aTicket(): Promise<string> {
    await till.call.orders.ringUp(anOrder(till));
    return (await till.call.kitchen.board({ stationIds: ['fry'] })).cards.at(-1)?.ticketId ?? '';
  }

  test('a screen that shows the ticket ends the ladder before it begins', async () => {
    const ticketId = await aTicket();
    await till.call.kitchen.acknowledge({ ticketIds: [ticketId] });
    till.clock.now += 600_000;
    expect(due()).toEqual([]);
  });

  test('R7: screen off: paper after its time, once; without paper the till’s alarm, which says where the ticket is', async () => {
    await addPrinter();
    const ticketId = await aTicket();
    expect(due()).toEqual([]);
    till.clock.now += 10_000;
    expect(due()).toEqual(['paper']);
    take('paper', ticketId);
    expect(due()).toEqual([]);
    till.clock.now += 20_000;
    expect(due()).toEqual(['alarm']);
    take('alarm', ticketId);
    expect(await till.call.kitchen.alarms()).toMatchObject([{ ticketId, orderNumber: 'A-001', paper: { state: 'queued' } }]);
    till.clock.now += 90_000;
    expect(due()).toEqual(['dashboard']);
    take('dashboard', ticketId);
    expect(due()).toEqual([]);
  });

  test('a till without a kitchen printer goes straight to the alarm, and a person’s word ends it', async () => {
    const ticketId = await aTicket();
    till.clock.now += 30_000;
    expect(due()).toEqual(['alarm']);
    take('alarm', ticketId);
    expect(await till.call.kitchen.alarms()).toMatchObject([{ paper: null }]);
    await till.call.kitchen.seen({ ticketIds: [ticketId] });
    expect(await till.call.kitchen.alarms()).toEqual([]);
  });

  test('the same ticket is never on paper twice without saying so: a repeat is COPIA 1, then COPIA 2', async () => {
    await addPrinter();
    setUpKitchen(till.core, aKitchen({ stations: [aStation('fry', { output: 'both' })] }), 2);
    const ticketId = await aTicket();
    await till.call.kitchen.reprint({ ticketId });
    await till.call.kitchen.reprint({ ticketId });
    const documents = till.core.db.all<{ document: string }>("SELECT document FROM print_jobs WHERE kind = 'kitchen' ORDER BY copy_no");
    expect(documents.map(({ document }) => /COPIA \d/.exec(document)?.[0])).toEqual([undefined, 'COPIA 1', 'COPIA 2']);
  });

  test('a till looks after its own tickets; of another till’s the hub does, by its own clock and a little later', async () => {
    const ticketId = await aTicket();
    till.core.db.transaction((tx) =>
      tx.run(`UPDATE kitchen_tickets SET doc = json_set(doc, '$.terminalId', ?, '$.firedAt', 5) WHERE id = ?`, idOf(99), ticketId),
    );
    till.clock.now += 120_000;
    expect(due({ isHub: false })).toEqual([]);
    expect(due({ isHub: true, heardAt: () => till.clock.now - 34_000 })).toEqual([]);
    expect(due({ isHub: true, heardAt: () => till.clock.now - 35_000 })).toEqual(['alarm']);
  });

  test('a till that lost its hub doesn’t wait for screens that can’t have the ticket', async () => {
    await addPrinter();
    await aTicket();
    till.clock.now += 2_000;
    expect(due()).toEqual([]);
    expect(due({ isLost: true })).toEqual(['paper']);
  });

  test('the expo’s own tickets raise no alarm', async () => {
    await aTicket();
    const { cards } = await till.call.kitchen.board({ stationIds: ['fry'] });
    const { actor } = till.connection;
    if (!actor) throw new Error('nobody is logged in');
    till.core.execute(actor, (ctx) => acknowledgeTickets(ctx, { ticketIds: cards.map((card) => card.ticketId), by: 'screen' }));
    till.clock.now += 600_000;
    expect(due()).toEqual([]);
  });
});

describe('the worker, on running tills', () => {
  const QUICK = { paperSeconds: 1, alarmSeconds: 2, dashboardSeconds: 3 };
  const stations = [aStation('fry'), aStation('expo', { kind: 'expo' })];

  async function aTill(letter: string, number: number): Promise<RunningTill> {
    const running = await startTill(await prepareTill({ letter, number }));
    onTestFinished(() => demolishTill(running));
    setUpKitchen(running.branch.services.core, aKitchen({ stations, ladder: QUICK }));
    return running;
  }
  const printed = ({ till }: RunningTill) => (existsSync(till.ticketFile) ? readFileSync(till.ticketFile).length : 0);
  const seenBy = ({ branch }: RunningTill) =>
    branch.services.core.db
      .all<{ body: string }>("SELECT body FROM events WHERE type = 'kitchen.ticket-acknowledged'")
      .map(({ body }) => JSON.parse(body).by);

  test('R7: with every screen off the ticket comes out on paper, and the printer’s word ends the ladder', async () => {
    const till = await aTill('A', 1);
    await sell(till);
    await until(() => printed(till) > 0);
    await until(() => seenBy(till).includes('printer'));
    expect(await till.call.kitchen.alarms()).toEqual([]);
  });

  test('R7: no screen and a printer that is gone: the till’s alarm says where the ticket is, over a restart too', async () => {
    const till = await aTill('A', 1);
    const [printer] = await till.call.printing.printers();
    await till.call.printing.remove({ id: printer?.id ?? '' });
    const transport = { kind: 'tcp', host: '127.0.0.1', port: 1 } as const;
    await till.call.printing.add({ id: idOf(500), name: 'Cocina', role: 'kitchen', profileId: 'generic-80', transport });
    await sell(till);
    await until(async () => (await till.call.kitchen.alarms()).length === 1);
    await till.branch.close();
    const again = await startTill(till.till);
    onTestFinished(() => demolishTill(again));
    const [alarm] = await again.call.kitchen.alarms();
    expect(alarm?.paper?.state).not.toBe('printed');
    expect(alarm).toMatchObject({ orderNumber: 'A-001', stationName: 'fry' });
    await until(() =>
      again.branch.services.core.db
        .all<{ body: string }>("SELECT body FROM events WHERE type = 'kitchen.ticket-escalated'")
        .some(({ body }) => JSON.parse(body).to === 'dashboard'),
    );
  });

  test('R7: a till whose hub died prints its own tickets, and the screens of the next hub have them all', async () => {
    const [hub, till] = [await aTill('A', 1), await aTill('B', 2)];
    await becomeHub(hub);
    await pairTill(hub, till);
    const first = await sell(hub);
    await until(async () => (await till.call.kitchen.board({ stationIds: ['fry'] })).cards.length === 1);
    await hub.branch.close();
    await until(async () => (await till.call.lan.status())?.isConnected === false);
    const second = await sell(till);
    await until(() => printed(till) > 0);
    await becomeHub(till);
    const { cards } = await till.call.kitchen.board({ stationIds: ['fry'] });
    expect(cards.map(({ orderId }) => orderId)).toEqual([first, second]);
  });
});

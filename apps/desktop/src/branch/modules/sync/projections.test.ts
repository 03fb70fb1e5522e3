import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventHash } from '@fastops/shared/sync/chain';
import type { Event } from '@fastops/shared/sync/event';
import type { PullReply } from '@fastops/shared/sync/protocol';
import { money } from '@fastops/shared/base/money';
import { sha256 } from '../../db/event-log.ts';
import {
  aMaster,
  anOrder,
  aProduct,
  COMPANY,
  demolish,
  idOf,
  menuPage,
  onShift,
  openTill,
  restart,
  SALCHIPAPA,
  TERMINAL,
  type Till,
} from '../../testing/branch-fixture.ts';
import { aForeignSale, otherTill } from '../../testing/fake-cloud.ts';
import { rebuildProjections, unparkKnown } from './projections.service.ts';
import { applyPage } from './sync.service.ts';

let till: Till;
beforeEach(async () => {
  till = await onShift(openTill());
});
afterEach(() => demolish(till));

const branchPage = (events: readonly Event[], after = 0): PullReply & { scope: 'branch' } => ({
  scope: 'branch',
  epoch: 'e1',
  head: after + events.length,
  entries: events.map((event, index) => ({ position: after + index + 1, event })),
});
const apply = (events: readonly Event[], after = 0) =>
  till.core.transaction((db) => applyPage(db, TERMINAL, branchPage(events, after)), []);
const PROJECTED = ['orders', 'order_lines', 'payments', 'refunds', 'cash_sessions', 'number_series', 'customers'];
const dump = () => PROJECTED.map((table) => [table, till.core.db.all(`SELECT * FROM ${table} ORDER BY 1, 2, 3`)]);
const rebuild = () => till.core.transaction((db) => rebuildProjections(db, TERMINAL), []);
const parked = () => till.core.db.all('SELECT seq, parked FROM events WHERE parked IS NOT NULL ORDER BY seq');

/** The same facts under names that this version doesn't know, as an older one would have kept them. */
function unknownTo(older: readonly Event[]): void {
  for (const { id, type } of older) {
    till.core.transaction((db) => db.run('UPDATE events SET parked = ? WHERE id = ?', `unknown ${type} v1`, id), []);
  }
}

describe('what an older version set aside', () => {
  test('is projected by itself at the first start of a version that knows it', async () => {
    const orderId = idOf(600);
    const sale = aForeignSale(orderId);
    apply(sale);
    const right = dump();
    unknownTo(sale.filter(({ type }) => type === 'order.payment-added'));
    rebuild();
    expect(dump()).not.toEqual(right);
    till = await onShift(restart(till));
    expect(parked()).toEqual([]);
    expect(dump()).toEqual(right);
    expect(await till.call.orders.find({ orderId })).toMatchObject({ value: { balance: 0 } });
  });

  test('and still isn’t known stays kept, in its place, and stops nothing', async () => {
    const future = otherTill();
    const opened = future.append('order.opened', { entityId: idOf(601), rev: 1, body: { orderType: 'counter' } });
    const { hash: _, ...rest } = { ...opened, type: 'order.teleported', seq: 2, prevHash: opened.hash, id: idOf(9999), rev: 2 };
    apply([opened, { ...rest, hash: eventHash(rest, sha256) }]);
    apply(
      aForeignSale(idOf(600)).map((event) => ({ ...event })),
      2,
    );
    till = await onShift(restart(till));
    expect(parked()).toEqual([{ seq: 2, parked: 'unknown order.teleported v1' }]);
    expect(till.core.transaction((db) => unparkKnown(db, COMPANY), [])).toBe(0);
    expect(await till.call.orders.find({ orderId: idOf(600) })).toMatchObject({ ok: true });
  });

  test('among the documents is read again, and sold', async () => {
    till.core.transaction((db) => applyPage(db, TERMINAL, menuPage([aMaster(aProduct({ price: money(7_000) }))], 'e2')), []);
    till.core.transaction((db) => db.run("UPDATE masters SET fault = 'flavour: unknown'"), []);
    expect((await till.call.catalog.menu()).products).toEqual([]);
    till = await onShift(restart(till));
    expect((await till.call.catalog.menu()).products).toMatchObject([{ id: SALCHIPAPA, price: 7_000 }]);
  });
});

type Step = { readonly act: 'sell' | 'cart' | 'foreign' | 'shift' | 'begin' | 'cancel'; readonly pick: number };
const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom('sell', 'sell', 'cart', 'foreign', 'shift', 'begin', 'cancel'),
  pick: fc.nat(3),
});

/** A day at the till, as the clicks of people and the news of the cloud make it. */
async function live(steps: readonly Step[]): Promise<void> {
  let position = 0;
  let foreign = 700;
  for (const { act, pick } of steps) {
    if (act === 'sell') await till.call.orders.ringUp(anOrder(till, 1 + pick));
    if (act === 'cart' || act === 'cancel') {
      const orderId = till.newId();
      const selection = { lineId: till.newId(), productId: SALCHIPAPA, quantity: 1 + pick, choices: [] };
      await till.call.orders.addLine({ orderId, orderType: 'counter', selection });
      if (act === 'cancel') await till.call.orders.cancelDraft({ orderId, reason: 'se fue' });
    }
    if (act === 'foreign') {
      const sale = aForeignSale(idOf((foreign += 1)), foreign).slice(0, 4 - (pick % 2));
      apply(sale, position);
      position += sale.length;
    }
    if (act === 'begin') {
      till.incarnations.begin('moved');
      // A log that began anew compares everything with the cloud again.
      position = 0;
    }
    if (act === 'shift') till = await onShift(restart(till));
  }
}

describe('the projections', () => {
  test('made anew from the log alone have the same rows, whatever the day was like', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        await live(steps);
        const rows = dump();
        expect(rebuild()).toBeGreaterThan(0);
        expect(dump()).toEqual(rows);
        demolish(till);
        till = await onShift(openTill());
      }),
      { numRuns: 12 },
    );
  });

  test('spoilt by hand are right again', async () => {
    await live([
      { act: 'sell', pick: 2 },
      { act: 'foreign', pick: 0 },
    ]);
    const rows = dump();
    till.core.transaction((db) => {
      db.run('UPDATE orders SET total = total + 1');
      db.run('DELETE FROM payments');
      db.run('DELETE FROM number_series');
      db.run('UPDATE cash_sessions SET opening_float = 0');
    }, []);
    expect(dump()).not.toEqual(rows);
    rebuild();
    expect(dump()).toEqual(rows);
  });
});

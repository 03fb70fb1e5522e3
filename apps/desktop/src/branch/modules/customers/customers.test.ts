import type { PrintDocument } from '@fastops/shared/printing/document';
import { previewLines } from '@fastops/shared/printing/layout';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { money } from '@fastops/shared/base/money';
import { applyPage } from '../sync/sync.service.ts';
import { rebuildProjections } from '../sync/projections.service.ts';
import { closeShift, countOf, demolish, idOf, onShift, openTill, TERMINAL, type Till } from '../../testing/branch-fixture.ts';
import { otherTill } from '../../testing/fake-cloud.ts';
import { chargeAccount, creditAccount } from './customers.service.ts';

let till: Till;
const ROSA = idOf(500);
beforeEach(async () => {
  till = await onShift(openTill());
});
afterEach(() => demolish(till));

const register = (customerId = ROSA, name = 'Rosa Ñáñez', phone = '310 555 0199') =>
  till.call.customers.register({ customerId, name, phone });
const search = async (text: string) => (await till.call.customers.search({ text })).map(({ name }) => name);
const charge = (id: string, amount: number, overLimit = false) =>
  till.core.execute(actor(), (ctx) => chargeAccount(ctx, { customerId: ROSA, id, orderId: idOf(700), amount: money(amount), overLimit }));
const actor = () => {
  if (!till.connection.actor) throw new Error('nobody is logged in');
  return till.connection.actor;
};
async function withCredit(limit = 50_000): Promise<void> {
  await register();
  await onShift(till, 'laura');
  await till.call.customers.setCreditLimit({ customerId: ROSA, limit: money(limit) });
  await onShift(till, 'ana');
}

describe('a customer', () => {
  test('is found by any part of the number, with or without 57, and by words of the name without accents', async () => {
    await register();
    await register(idOf(501), 'Pedro Pérez', '+57 311 555 0177');
    for (const text of ['3105550199', '+57 310 555 01 99', '0199', 'nanez rosa', 'ROSA'])
      expect(await search(text)).toEqual(['Rosa Ñáñez']);
    expect(await search('perez')).toEqual(['Pedro Pérez']);
    expect(await search('')).toEqual(['Pedro Pérez', 'Rosa Ñáñez']);
    expect(await search('100%')).toEqual([]);
  });

  test('registered twice under one id is one customer, and can be changed and given addresses', async () => {
    await register();
    const before = countOf(till, 'events');
    expect(await register()).toMatchObject({ ok: true, value: { name: 'Rosa Ñáñez' } });
    expect(countOf(till, 'events')).toBe(before);
    const address = { id: idOf(510), text: 'Calle 10 # 5-20 apto 301', neighborhood: 'Laureles', directions: 'Portería azul' };
    await till.call.customers.addAddress({ customerId: ROSA, address });
    expect(await till.call.customers.change({ customerId: ROSA, phone: null })).toMatchObject({
      value: { name: 'Rosa Ñáñez', phone: undefined, addresses: [address] },
    });
    expect(await till.call.customers.removeAddress({ customerId: ROSA, addressId: idOf(510) })).toMatchObject({ value: { addresses: [] } });
    expect(await till.call.customers.removeAddress({ customerId: ROSA, addressId: idOf(510) })).toMatchObject({
      refusal: { code: 'customer.address-not-found' },
    });
  });

  test('that a name or a number with control codes asks for is refused, and nothing is stored', async () => {
    const before = countOf(till, 'events');
    await expect(register(ROSA, 'Rosa\u001b@')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(register(ROSA, 'Rosa', 'x'.repeat(10_000))).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(await till.call.customers.find({ customerId: ROSA })).toMatchObject({ refusal: { code: 'customer.not-found' } });
    expect(countOf(till, 'events')).toBe(before);
  });
});

describe('an account', () => {
  test('has no credit until somebody who may gives it', async () => {
    await register();
    expect(await till.call.customers.setCreditLimit({ customerId: ROSA, limit: money(50_000) })).toMatchObject({
      refusal: { code: 'approval.needed', needs: 'customers.credit' },
    });
    expect(charge(idOf(600), 1)).toEqual({ ok: false, refusal: { code: 'customer.over-limit', available: 0 } });
    expect(charge(idOf(600), 1, true)).toMatchObject({ ok: true, value: { balance: 1, needsReview: ['over-limit'] } });
  });

  test('takes charges up to the limit, each once, and a refund off again', async () => {
    await withCredit();
    expect(charge(idOf(600), 30_000)).toMatchObject({ value: { balance: 30_000 } });
    expect(charge(idOf(600), 30_000)).toMatchObject({ value: { balance: 30_000 } });
    expect(charge(idOf(601), 20_001)).toMatchObject({ refusal: { code: 'customer.over-limit', available: 20_000 } });
    const credited = till.core.execute(actor(), (ctx) =>
      creditAccount(ctx, { customerId: ROSA, id: idOf(602), orderId: idOf(700), amount: money(10_000) }),
    );
    expect(credited).toMatchObject({ value: { balance: 20_000 } });
    expect(await till.call.customers.accounts({})).toMatchObject([{ name: 'Rosa Ñáñez', balance: 20_000, creditLimit: 50_000 }]);
  });

  test('is paid in cash: the drawer holds it, opens for it, and the count still fits', async () => {
    await withCredit();
    charge(idOf(600), 30_030);
    const pay = { id: idOf(610), method: 'cash', amount: money(30_030) } as const;
    expect(await till.call.customers.pay({ customerId: ROSA, payment: { ...pay, amount: money(30_031) } })).toMatchObject({
      refusal: { code: 'customer.owes-less', balance: 30_030 },
    });
    const paid = await till.call.customers.pay({ customerId: ROSA, payment: pay });
    expect(paid).toMatchObject({ value: { balance: 0, entries: [{}, { kind: 'paid', amount: -30_030, method: 'cash' }] } });
    expect(await till.call.customers.pay({ customerId: ROSA, payment: pay })).toEqual(paid);
    const kicks = till.core.db.all("SELECT 1 FROM events WHERE type = 'drawer.opened'");
    expect(kicks).toHaveLength(1);
    const count = { id: till.newId(), purpose: 'check' as const, piles: [], total: money(130_000) };
    expect(await till.call.cash.count(count)).toMatchObject({ value: { expected: 130_000, difference: 0 } });
  });

  test('goes on paper: the slip of what was brought, and the statement of how it came about', async () => {
    await withCredit();
    charge(idOf(600), 30_030);
    const transport = { kind: 'tcp', host: '127.0.0.1', port: 9 } as const;
    expect(await till.call.customers.printStatement({ customerId: ROSA })).toEqual({ ok: true, value: { printed: false } });
    await onShift(till, 'laura');
    await till.call.printing.add({ id: till.newId(), name: 'Caja', role: 'receipt', profileId: 'generic-80', transport });
    const payment = { id: idOf(610), method: 'nequi', amount: money(20_000), reference: '77' } as const;
    await till.call.customers.pay({ customerId: ROSA, payment });
    await till.call.customers.pay({ customerId: ROSA, payment });
    expect(await till.call.customers.printStatement({ customerId: ROSA })).toEqual({ ok: true, value: { printed: true } });
    expect(await till.call.customers.printStatement({ customerId: idOf(699) })).toMatchObject({ refusal: { code: 'customer.not-found' } });
    const papers = till.core.db
      .all<{ document: string }>("SELECT document FROM print_jobs WHERE kind = 'receipt'")
      .map(({ document }) => previewLines(JSON.parse(document) as PrintDocument, { columns: 48, codePage: 'cp858' }).join('\n'))
      .sort((one, other) => one.indexOf('ESTADO DE CUENTA') - other.indexOf('ESTADO DE CUENTA'));
    expect(papers).toHaveLength(2);
    expect(papers[0]).toMatch(
      /ABONO A CUENTA[^]*Rosa[^]*Debía +\$ 30\.030[^]*ABONO +\$ 20\.000[^]*Queda debiendo +\$ 10\.030[^]*Nequi +\$ 20\.000[^]*77/,
    );
    expect(papers[1]).toMatch(/ESTADO DE CUENTA[^]*Compra +\$ 30\.030[^]*Abono +-\$ 20\.000[^]*DEBE +\$ 10\.030/);
  });

  test('is paid by transfer: the drawer stays shut and holds what it held', async () => {
    await withCredit();
    charge(idOf(600), 30_030);
    await till.call.customers.pay({
      customerId: ROSA,
      payment: { id: idOf(610), method: 'nequi', amount: money(30_030), reference: '77' },
    });
    expect(till.core.db.all("SELECT 1 FROM events WHERE type = 'drawer.opened'")).toHaveLength(0);
    await closeShift(till, 100_000);
    expect(await till.call.customers.pay({ customerId: ROSA, payment: { id: idOf(611), method: 'cash', amount: money(1) } })).toMatchObject(
      {
        refusal: { code: 'cash.no-session' },
      },
    );
  });

  test('that another till knows arrives by sync, and made anew from the log it is the same', async () => {
    await register();
    const other = otherTill();
    other.append('customer.charged', { entityId: ROSA, rev: 5, body: { id: idOf(620), orderId: idOf(621), amount: money(9_000) } });
    const page = { scope: 'branch', epoch: 'e1', head: 1, entries: [{ position: 1, event: other.events[0] }] } as never;
    till.core.transaction((db) => applyPage(db, TERMINAL, page), []);
    const rows = () => till.core.db.all('SELECT * FROM customers ORDER BY id');
    expect(rows()).toMatchObject([{ name: 'Rosa Ñáñez', balance: 9_000, needs_review: 'over-limit' }]);
    const before = rows();
    till.core.transaction((db) => rebuildProjections(db, TERMINAL), []);
    expect(rows()).toEqual(before);
  });
});

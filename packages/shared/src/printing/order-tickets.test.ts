import { expect, test } from 'vitest';
import { addMoney, money } from '../base/money.ts';
import type { OrderLine } from '../orders/order.events.ts';
import type { Order } from '../orders/order.fold.ts';
import { orderTotals } from '../orders/totals.ts';
import type { BranchProfile } from '../tenancy/branch.ts';
import { kitchenFactsOf, receiptFactsOf } from './order-tickets.ts';
import { previewLines } from './layout.ts';
import { receiptDocument } from './receipt.ts';
import { ticketTextsEs } from './ticket-texts.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

const branch: BranchProfile = {
  companyId: id(1),
  companyName: 'Salchipapas El Parche',
  legalName: 'El Parche SAS',
  nit: '900.123.456-7',
  branchId: id(2),
  branchName: 'Norte',
  address: 'Cra 7 # 12-34',
  phone: '601 555 0100',
  utcOffsetHours: -5,
  dayStartHour: 4,
  tax: { code: 'INC', rateBp: 800 },
  receiptFooter: '¡Vuelva pronto, parce!',
  language: 'es',
};

const choice = { groupId: id(5), optionId: id(6), quantity: 1, price: money(0) };
const salchipapa: OrderLine = {
  id: id(7),
  productId: id(8),
  categoryId: id(9),
  name: 'Salchipapa',
  size: { id: id(10), name: 'Familiar' },
  quantity: 2,
  unitPrice: money(21_000),
  choices: [
    { ...choice, kind: 'extra', name: 'Queso', price: money(4000) },
    { ...choice, kind: 'choice', name: 'Salsa rosada', quantity: 2 },
    { ...choice, kind: 'removal', name: 'Sin cebolla' },
  ],
  note: 'bien tostada',
  tax: { code: 'INC', rateBp: 800 },
  stations: [],
};

function anOrder(lines: readonly OrderLine[]): Order {
  const totals = orderTotals(lines);
  const tendered = addMoney(totals.total, money(10_000));
  return {
    id: id(3),
    branchId: id(2),
    terminalId: id(4),
    type: 'takeaway',
    state: 'placed',
    number: { series: 'A', sequence: 42 },
    businessDay: '2026-11-23',
    openedAt: 0,
    openedById: id(11),
    placedAt: Date.UTC(2026, 10, 24, 0, 40),
    settledAt: Date.UTC(2026, 10, 24, 0, 42),
    lines,
    payments: [{ id: id(12), status: 'taken', method: 'cash', amount: totals.total, rounding: money(0), tendered, change: money(10_000) }],
    totals,
    paid: totals.total,
    balance: money(0),
    printedNumber: { series: 'A', sequence: 1 },
    voided: [],
    unsent: [],
    overMoved: money(0),
    table: undefined,
    guests: undefined,
    customer: undefined,
    delivery: undefined,
    pickup: undefined,
    staffMeal: undefined,
    hold: undefined,
    heldById: id(4),
    trip: undefined,
    mergedInto: undefined,
    discounts: [],
    tipAnswer: undefined,
    charges: [],
    refunds: [],
    refunded: money(0),
    needsReview: [],
    rev: 4,
  };
}

test('what was weighed inside a combo is on the receipt with its weight and what that adds', () => {
  const component = { kind: 'component' as const, productId: id(8), categoryId: id(9), choices: [], stations: [] };
  const weight = { grams: 350, perKilo: money(20_000), weighingId: id(12) };
  const part = { ...component, name: 'Chicharrón', listPrice: money(16_800), surcharge: money(7_000), weight };
  const { size: _, ...head } = salchipapa;
  const order = anOrder([{ ...head, name: 'Combo', quantity: 1, choices: [], parts: [part] }]);
  expect(receiptFactsOf(order, { branch, cashierName: 'Laura', texts: ticketTextsEs }).lines).toMatchObject([
    { name: 'Combo', modifiers: [{ name: 'Chicharrón 350 g', amount: 7_000 }], amount: 28_000 },
  ]);
});

test('the receipt of an order names line, choices, removal, tax, payment and change', () => {
  const facts = receiptFactsOf(anOrder([salchipapa]), { branch, cashierName: 'Laura', texts: ticketTextsEs });
  const lines = previewLines(receiptDocument(facts, ticketTextsEs, { openDrawer: false, copyNo: 0 }), { columns: 32, codePage: 'cp858' });
  for (const line of [
    '2x  Salchipapa Familiar $ 50.000',
    '    + Queso ($ 4.000)',
    '    + 2x Salsa rosada',
    '    SIN CEBOLLA',
    '    NOTA: bien tostada',
    'Base INC 8 %            $ 46.296',
    'INC 8 % incluido         $ 3.704',
    'TOTAL   $ 50.000',
    'Efectivo                $ 50.000',
    'Pagó con                $ 60.000',
    'CAMBIO  $ 10.000',
  ]) {
    expect(lines).toContain(line);
  }
  expect(lines.join('\n')).toContain('¡Vuelva pronto, parce!');
  expect(lines.join('\n')).not.toContain('Subtotal');
});

test('base and tax on paper always add up to the total, whatever the price', () => {
  for (let price = 50; price <= 60_000; price += 350) {
    const order = anOrder([{ ...salchipapa, quantity: 1, choices: [], unitPrice: money(price) }]);
    const { taxes, total } = receiptFactsOf(order, { branch, cashierName: 'Laura', texts: ticketTextsEs }).totals;
    expect(taxes.map(({ base, amount }) => base + amount)).toEqual([total]);
  }
});

test('the kitchen learns what to make and what to leave out, at the time it was ordered', () => {
  expect(kitchenFactsOf(anOrder([salchipapa]), { branch, terminalName: 'Caja A', texts: ticketTextsEs })).toMatchObject({
    orderNumber: 'A-042',
    atMs: Date.UTC(2026, 10, 24, 0, 40),
    lines: [{ quantity: 2, name: 'Salchipapa', size: 'Familiar', removals: ['cebolla'], note: 'bien tostada' }],
  });
});

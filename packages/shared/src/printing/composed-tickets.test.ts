import { expect, test } from 'vitest';
import { money } from '../base/money.ts';
import type { LinePart, OrderLine } from '../orders/order.events.ts';
import { kitchenItems } from '../catalog/kitchen-lines.ts';
import { kitchenTicketDocument } from './kitchen-ticket.ts';
import { previewLines } from './layout.ts';
import { ticketTextsEs } from './ticket-texts.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const removal = (name: string) => ({ groupId: id(1), optionId: id(2), kind: 'removal' as const, name, quantity: 1, price: money(0) });
const part = (kind: LinePart['kind'], name: string, more: Partial<LinePart> = {}): LinePart => ({
  kind,
  productId: id(3),
  categoryId: id(4),
  name,
  listPrice: money(10_000),
  surcharge: money(0),
  choices: [],
  stations: ['freidora'],
  ...more,
});
const line = (more: Partial<OrderLine>): OrderLine => ({
  id: id(5),
  productId: id(6),
  categoryId: id(4),
  name: 'Mitad y mitad',
  size: { id: id(7), name: 'Familiar' },
  quantity: 1,
  unitPrice: money(44_000),
  choices: [],
  tax: { code: 'INC', rateBp: 800 },
  stations: ['armado'],
  ...more,
});
const printed = (sold: OrderLine) =>
  previewLines(
    kitchenTicketDocument(
      { orderNumber: 'A-001', orderType: 'counter', terminalName: 'Caja A', atMs: 0, utcOffsetHours: -5, lines: kitchenItems(sold) },
      ticketTextsEs,
    ),
    { columns: 48, codePage: 'cp858' },
  ).join('\n');

test('each half is a block of its own, and what is left out stands under its half', () => {
  const paper = printed(
    line({
      parts: [part('half', 'Ranchera', { choices: [removal('Sin cebolla')] }), part('half', 'Hawaiana', { choices: [removal('Queso')] })],
    }),
  );
  const order = ['½ RANCHERA', '½ SIN CEBOLLA', '½ HAWAIANA', '½ SIN QUESO'].map((text) => paper.indexOf(text));
  expect(order.every((place) => place >= 0)).toBe(true);
  expect(order).toEqual([...order].sort((a, b) => a - b));
});

test('what goes on one half alone stands under it', () => {
  const bacon = { ...removal('Tocineta'), kind: 'extra' as const, quantity: 2, price: money(5_000) };
  const paper = printed(line({ parts: [part('half', 'Ranchera', { choices: [bacon] }), part('half', 'Hawaiana')] }));
  const order = ['½ RANCHERA', '½ + 2x Tocineta', '½ HAWAIANA'].map((text) => paper.indexOf(text));
  expect(order.every((place) => place >= 0)).toBe(true);
  expect(order).toEqual([...order].sort((a, b) => a - b));
});

test('a component says which combo it is of, and a double says so', () => {
  const double = { ...removal('Doble queso'), kind: 'double' as const, price: money(3_000) };
  const paper = printed(line({ name: 'Combo', parts: [part('component', 'Gaseosa', { choices: [double] })] }));
  expect(paper).toContain('Gaseosa');
  expect(paper).toContain('(Combo)');
  expect(paper).toContain('+ DOBLE queso');
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { money } from '@fastops/shared/base/money';
import type { SqlValue, Writer } from './access.ts';
import { anOrder, COMPANY, countOf, demolish, onShift, openTill, SALCHIPAPA, type Till } from '../testing/branch-fixture.ts';

let till: Till;
beforeEach(async () => {
  till = await onShift(openTill());
});
afterEach(() => demolish(till));

describe('facts', () => {
  test.each([
    "UPDATE events SET body = '{}'",
    'UPDATE events SET at = at + 1 WHERE seq = 1',
    "UPDATE events SET hash = 'x', prev_hash = 'y'",
    'UPDATE events SET value = 0',
    "UPDATE events SET business_day = '2030-01-01'",
    'DELETE FROM events',
    'DELETE FROM events WHERE seq = 1',
    'INSERT OR REPLACE INTO events SELECT * FROM events WHERE seq = 1',
    'UPDATE OR REPLACE events SET seq = 1 WHERE seq = 2',
  ])('%s is aborted', async (sql) => {
    await till.call.orders.ringUp(anOrder(till));
    const before = till.core.db.all('SELECT * FROM events ORDER BY seq');
    expect(() => till.core.transaction((db) => db.run(sql), [])).toThrow();
    expect(till.core.db.all('SELECT * FROM events ORDER BY seq')).toEqual(before);
  });
});

describe('answers that are kept until their table is written', () => {
  const ASKS = 'SELECT name FROM printers WHERE company_id = ? ORDER BY name';
  const names = () => till.core.db.all<{ name: string }>(ASKS, COMPANY).map(({ name }) => name);
  const add = (name: string) => (db: Writer) =>
    db.run(
      `INSERT INTO printers (company_id, id, name, role, profile_id, transport, added_at) VALUES (?, ?, ?, 'both', 'epson', '{}', 0)`,
      COMPANY,
      till.newId(),
      name,
    );

  test('what a transaction wrote is read, in it and after it', () => {
    expect(names()).toEqual([]);
    till.core.transaction((db) => {
      add('Barra')(db);
      expect(db.all(ASKS, COMPANY)).toEqual([{ name: 'Barra' }]);
      add('Cocina')(db);
    }, []);
    expect(names()).toEqual(['Barra', 'Cocina']);
    till.core.transaction((db) => db.run("UPDATE printers SET name = 'Plancha' WHERE name = 'Cocina'"), []);
    expect(names()).toEqual(['Barra', 'Plancha']);
    expect(till.core.db.all(ASKS, till.newId())).toEqual([]);
  });

  test('what was read before a roll-back is forgotten with it', () => {
    const failing = () =>
      till.core.transaction((db) => {
        add('Barra')(db);
        expect(db.all(ASKS, COMPANY)).toHaveLength(1);
        throw new Error('no');
      }, []);
    expect(failing).toThrow('no');
    expect(names()).toEqual([]);
  });

  test('nobody changes a row that the next one is given', () => {
    till.core.transaction(add('Barra'), []);
    names();
    expect(() => Object.assign(till.core.db.get<object>(ASKS, COMPANY) ?? {}, { name: 'x' })).toThrow(TypeError);
    expect(names()).toEqual(['Barra']);
  });

  test('1 and its text are two questions', () => {
    const asks = 'SELECT typeof(?) AS of FROM masters WHERE company_id = ? LIMIT 1';
    expect([1, '1', null].map((value) => till.core.db.get(asks, value, COMPANY))).toEqual([{ of: 'real' }, { of: 'text' }, { of: 'null' }]);
  });
});

describe('values that the driver would change in silence', () => {
  const odd: [string, unknown][] = [
    ['undefined', undefined],
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['2^53+1', 2 ** 53 + 1],
    ['a fraction', 0.5],
    ['negative zero', -0],
    ['U+0000', 'a\u0000b'],
    ['half a surrogate pair', '\ud83c'],
    ['a boolean', true],
    ['a date', new Date(0)],
  ];

  test.each(odd)('%s never reaches the file', (_, value) => {
    const write = () => till.core.transaction((db) => db.run('INSERT INTO meta (key, value) VALUES (?, ?)', 'odd', value as SqlValue), []);
    expect(write).toThrow();
    expect(till.core.db.get("SELECT * FROM meta WHERE key = 'odd'")).toBeUndefined();
  });

  test.each(odd)('%s in any field of an order is refused at the door', async (_, value) => {
    const order = anOrder(till);
    const line = { lineId: till.newId(), productId: SALCHIPAPA, quantity: 1, choices: [] };
    const before = countOf(till, 'events');
    const inputs = [
      { ...order, orderId: value },
      { ...order, paymentId: value },
      { ...order, orderType: value },
      { ...order, tendered: value },
      { ...order, selections: [{ ...line, quantity: value }] },
      { ...order, selections: [{ ...line, lineId: value }] },
      { ...order, selections: [{ ...line, choices: [{ groupId: value, optionId: value, quantity: value }] }] },
      ...(value === undefined ? [] : [{ ...order, selections: [{ ...line, note: value }] }]),
    ];
    const ringUp: (input: never) => Promise<unknown> = till.call.orders.ringUp;
    for (const input of inputs) await expect(ringUp(input as never)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(countOf(till, 'events')).toBe(before);
  });

  test('a whole number at the edge comes back exactly', () => {
    const edge = [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER + 1];
    expect(edge.map((value) => till.core.db.get<{ value: number }>('SELECT ? AS value', value)?.value)).toEqual(edge);
  });

  test('text with every kind of letter comes back exactly', async () => {
    const note = 'Ñandú 辣 🍟 ½ "quoted" \\ %s ${x}';
    const order = anOrder(till);
    const [line] = order.selections;
    const answer = await till.call.orders.ringUp({
      ...order,
      tendered: money(50_000),
      selections: [{ ...line, lineId: till.newId(), productId: SALCHIPAPA, quantity: 1, choices: [], note }],
    });
    expect(answer).toMatchObject({ ok: true, value: { lines: [{ note }] } });
    expect(await till.call.orders.find({ orderId: order.orderId })).toEqual(answer);
  });
});

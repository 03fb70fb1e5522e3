import { afterEach, expect, test } from 'vitest';
import { bodyFault } from './event-types.ts';
import { currentVersion, upcast, UPCASTS } from './upcast.ts';

afterEach(() => void Reflect.deleteProperty(UPCASTS, 'order.tip-set'));

/** As if the tip had been called something else twice before. */
function withHistory(): void {
  UPCASTS['order.tip-set'] = [
    (body) => ({ propina: Reflect.get(Object(body), 'p') }),
    (body) => ({ amount: Reflect.get(Object(body), 'propina') }),
  ];
}
const fact = (v: number, body: Record<string, unknown>) => ({ type: 'order.tip-set', v, body });

test('two versions back are read as of today, and one ahead stays as it came', () => {
  withHistory();
  expect(currentVersion('order.tip-set')).toBe(3);
  for (const old of [fact(1, { p: 500 }), fact(2, { propina: 500 }), fact(3, { amount: 500 })]) {
    expect(upcast(old)).toEqual(fact(3, { amount: 500 }));
    expect(bodyFault(old)).toBeUndefined();
  }
  expect(upcast(fact(4, { monto: 1 }))).toEqual(fact(4, { monto: 1 }));
  expect(bodyFault(fact(4, { monto: 1 }))).toBe('unknown order.tip-set v4');
});

test('a type without a history is at version 1 and is the same object', () => {
  const tip = fact(1, { amount: 500 });
  expect(upcast(tip)).toBe(tip);
});

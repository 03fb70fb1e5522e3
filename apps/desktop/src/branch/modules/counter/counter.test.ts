import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { money } from '@fastops/shared/base/money';
import { modifierGroupSchema } from '@fastops/shared/catalog/product';
import type { Weighing } from '../../devices/counter/scale.port.ts';
import { createCounterDevices } from '../../devices/counter/counter-devices.ts';
import { callBranch } from '../../rpc/router.ts';
import { aMaster, aProduct, demolish, idOf, onShift, openTill, TERMINAL, type Till } from '../../testing/branch-fixture.ts';
import { noCounter } from '../../testing/no-counter.ts';
import { openPtyPair } from '../../testing/virtual-printer/pty.ts';
import { serialSide } from '../../testing/virtual-printer/serial-side.ts';
import { applyMaster } from '../catalog/catalog.service.ts';

const CHICHARRON = idOf(4_801);
const COMBO = idOf(4_802);
const MEAT = modifierGroupSchema.parse({
  id: idOf(4_803),
  name: 'Carne',
  kind: 'slot',
  min: 1,
  max: 2,
  freeCount: 0,
  options: [{ id: idOf(4_804), name: 'Chicharrón', price: 20_000, soldOut: false, productId: CHICHARRON }],
});
const DEVICE = { path: '/dev/ttyUSB0', baudRate: 9600, question: 'w' } as const;

let till: Till;
let says: Weighing;

beforeEach(async () => {
  till = await onShift(openTill(), 'laura');
  const product = aProduct({ id: CHICHARRON, name: 'Chicharrón', price: money(48_000), byWeight: true });
  till.core.transaction((tx) => applyMaster(tx, TERMINAL.companyId, aMaster(product)), []);
});
afterEach(() => demolish(till));

/** The till with a scale that says `says`. */
const call = () => {
  const counter = { ...noCounter, weigh: async () => says };
  return callBranch({ ...till.services, counter, connection: till.connection });
};
const portion = (weight: { weighingId: string; grams: number }, orderId = till.newId()) => ({
  orderId,
  orderType: 'counter' as const,
  selection: { lineId: till.newId(), productId: CHICHARRON, quantity: 1, choices: [], weight },
});
async function weighed(grams: number) {
  says = { kind: 'weight', grams };
  await call().counter.set({ kind: 'scale', settings: DEVICE });
  const answer = await call().counter.weigh();
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
}

describe('a product by weight', () => {
  test('is sold with what the scale said, at the price of its kilo', async () => {
    const answer = await call().orders.addLine(portion(await weighed(350)));
    expect(answer).toMatchObject({ ok: true, value: { lines: [{ unitPrice: 16_800, weight: { grams: 350 } }], totals: { due: 16_800 } } });
  });

  test('is not sold with a weight that nobody weighed, nor with another portion’s', async () => {
    const { weighingId } = await weighed(350);
    expect(await call().orders.addLine(portion({ weighingId: till.newId(), grams: 50 }))).toMatchObject({
      refusal: { code: 'weighing.unknown' },
    });
    expect(await call().orders.addLine(portion({ weighingId, grams: 50 }))).toMatchObject({ refusal: { code: 'weighing.unknown' } });
    expect(await call().orders.addLine(portion({ weighingId, grams: 350 }))).toMatchObject({ ok: true });
    expect(await call().orders.addLine(portion({ weighingId, grams: 350 }))).toMatchObject({ refusal: { code: 'weighing.used' } });
  });

  test('is one portion to a line, whoever asks for more', async () => {
    const first = await call().orders.addLine(portion(await weighed(350)));
    const [line] = first.ok ? first.value.lines : [];
    const orderId = first.ok ? first.value.id : '';
    expect(await call().orders.changeLine({ orderId, lineId: line?.id ?? '', quantity: 2 })).toMatchObject({
      refusal: { code: 'line.one-portion' },
    });
    expect(await call().orders.changeLine({ orderId, lineId: line?.id ?? '', note: 'bien tostado' })).toMatchObject({ ok: true });
  });
});

describe('a combo with a product by weight inside', () => {
  const combo = (...weights: { weighingId: string; grams: number }[]) => ({
    orderId: till.newId(),
    orderType: 'counter' as const,
    selection: {
      lineId: till.newId(),
      productId: COMBO,
      quantity: 1,
      choices: [],
      components: weights.map((weight) => ({ groupId: MEAT.id, optionId: idOf(4_804), choices: [], weight })),
    },
  });
  const save = (kind: 'product' | 'modifier-group', doc: { id: string }) =>
    till.core.transaction((tx) => applyMaster(tx, TERMINAL.companyId, { kind, id: doc.id, version: 1, deleted: false, doc }), []);
  beforeEach(() => {
    save('modifier-group', MEAT);
    save('product', aProduct({ id: COMBO, name: 'Combo', kind: 'combo', price: money(10_000), groupIds: [MEAT.id], sizes: [] }));
  });

  test('is sold with what each portion weighed, and the line says which of them nobody but a person weighed', async () => {
    const [byScale, byHand] = [await weighed(350), await call().counter.typeWeight({ grams: 500 })];
    if (!byHand.ok) throw new Error(byHand.refusal.code);
    const answer = await call().orders.addLine(combo(byScale, byHand.value));
    const typedById = till.connection.actor?.id;
    expect(answer).toMatchObject({
      ok: true,
      value: { lines: [{ parts: [{ weight: { grams: 350 } }, { weight: { grams: 500, typedById } }] }], totals: { due: 27_000 } },
    });
    const [line] = answer.ok ? answer.value.lines : [];
    expect(line?.parts?.[0]?.weight).not.toHaveProperty('typedById');
  });

  test('takes no weight that nobody weighed, nor one twice', async () => {
    const weight = await weighed(350);
    const refused = (code: string) => ({ refusal: { code } });
    expect(await call().orders.addLine(combo({ ...weight, grams: 50 }))).toMatchObject(refused('weighing.unknown'));
    expect(await call().orders.addLine(combo(weight, weight))).toMatchObject(refused('weighing.used'));
    expect(await call().orders.addLine(combo(weight))).toMatchObject({ ok: true });
    expect(await call().orders.addLine(combo(weight))).toMatchObject(refused('weighing.used'));
  });
});

describe('a scale that says no weight', () => {
  test.each([
    [{ kind: 'moving' } as const, 'scale.moving'],
    [{ kind: 'no-answer' } as const, 'scale.silent'],
    [{ kind: 'missing' } as const, 'scale.missing'],
    [{ kind: 'weight', grams: 0 } as const, 'scale.empty'],
    [{ kind: 'weight', grams: -20 } as const, 'scale.empty'],
  ])('%j is %s', async (weighing, code) => {
    await call().counter.set({ kind: 'scale', settings: DEVICE });
    says = weighing;
    expect(await call().counter.weigh()).toMatchObject({ refusal: { code } });
  });

  test('and a counter without one says so', async () => {
    expect(await call().counter.weigh()).toMatchObject({ refusal: { code: 'scale.none' } });
  });

  test('a weight by hand needs somebody who may, and the line names who answers for it', async () => {
    await onShift(till, 'ana');
    expect(await call().counter.typeWeight({ grams: 350 })).toMatchObject({
      refusal: { code: 'approval.needed', needs: 'orders.weigh-by-hand' },
    });
    await onShift(till, 'laura');
    const typed = await call().counter.typeWeight({ grams: 350 });
    if (!typed.ok) throw new Error(typed.refusal.code);
    const answer = await call().orders.addLine(portion(typed.value));
    expect(answer).toMatchObject({ ok: true, value: { lines: [{ weight: { typedById: till.connection.actor?.id } }] } });
  });
});

describe('over real lines', () => {
  test('the scale is weighed and the pole shows line and total, as they were set up', async () => {
    const [scale, pole] = await Promise.all([openPtyPair(), openPtyPair()]);
    let shown = '';
    const far = await Promise.all([
      serialSide(scale.printerPath, (port) => port.write('ST,GS,+   0.350 kg\r\n')),
      serialSide(pole.printerPath, (_, bytes) => (shown += bytes.toString('latin1'))),
    ]);
    const real = callBranch({ ...till.services, counter: createCounterDevices(async () => []), connection: till.connection });
    await real.counter.set({ kind: 'scale', settings: { ...DEVICE, path: scale.tillPath } });
    // On a busy machine an answer may come after the till has stopped waiting for it: the cashier would weigh again, too.
    await expect.poll(() => real.counter.weigh(), { timeout: 20_000 }).toMatchObject({ ok: true, value: { grams: 350 } });
    const view = { top: { label: 'Chicharrón 350 g', amount: money(16_800) }, bottom: { label: 'TOTAL', amount: money(41_800) } };
    expect(await real.counter.show(view)).toBe(false);
    await real.counter.set({ kind: 'pole', settings: { ...DEVICE, path: pole.tillPath } });
    await expect.poll(() => real.counter.show(view), { timeout: 20_000 }).toBe(true);
    await expect.poll(() => shown, { timeout: 20_000 }).toContain('\x1bQAChicharron  $ 16.800\r\x1bQBTOTAL       $ 41.800\r');
    await real.counter.set({ kind: 'pole', settings: null });
    expect(await real.counter.devices()).toMatchObject({ pole: null, scale: { path: scale.tillPath } });
    await Promise.all(far.map((side) => side.close()));
    await Promise.all([scale.unplug(), pole.unplug()]);
  });
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { es } from '../../renderer/lib/messages/es.ts';
import { anOrder, countOf, demolish, onShift, openTill, type Till } from '../testing/branch-fixture.ts';
import { servePort, type PortReply } from './port.ts';

let till: Till;
let orderId: string;
let lineId: string;
/** Asks through the port of a window, as a tampered page would. */
let ask: (path: string, input: unknown) => Promise<PortReply>;

beforeEach(async () => {
  till = await onShift(openTill());
  ask = throughPort(till);
  orderId = till.newId();
  lineId = till.newId();
  await ask('orders.addLine', { orderId, orderType: 'counter', selection: { ...aSelection(), lineId } });
});
afterEach(() => demolish(till));

function aSelection() {
  const [selection] = anOrder(till).selections;
  if (!selection) throw new Error('an order has a line');
  return { ...selection, lineId: till.newId(), choices: [] };
}

function throughPort({ services, connection }: Till): typeof ask {
  const waiting = new Map<number, (reply: PortReply) => void>();
  let hear: (message: unknown) => void = () => {};
  servePort({ post: (reply) => waiting.get(reply.id)?.(reply), listen: (on) => (hear = on) }, services, connection);
  return (path, input) =>
    new Promise((resolve) => {
      const id = waiting.size + 1;
      waiting.set(id, resolve);
      hear({ kind: 'call', id, type: 'mutation', path, input });
    });
}

/** The code that the screen gets, and that there is a sentence for it; nothing may have been stored. */
async function refusedWith(path: string, input: unknown): Promise<string> {
  const before = countOf(till, 'events');
  const reply = await ask(path, input);
  expect(countOf(till, 'events')).toBe(before);
  const code = codeOf(reply);
  expect(Object.keys(es), `a sentence for ${code}`).toContain(`refusal.${code}`);
  return code;
}

function codeOf(reply: PortReply): string {
  if (reply.kind === 'result') {
    const answer = reply.data as { ok: boolean; refusal?: { code: string } };
    return answer.refusal?.code ?? 'taken';
  }
  if (reply.kind !== 'error') return reply.kind;
  const { data } = reply.error as { data: { code: string; input?: { code: string } } };
  return data.input?.code ?? data.code;
}

test('a negative quantity, or none', async () => {
  for (const quantity of [-1, 0]) {
    const selection = { ...aSelection(), quantity };
    expect(await refusedWith('orders.addLine', { orderId, orderType: 'counter', selection })).toBe('input.too-small');
    expect(await refusedWith('orders.changeLine', { orderId, lineId, quantity })).toBe('input.too-small');
  }
});

test('an amount of thirteen digits', async () => {
  const payment = { orderId, paymentId: till.newId(), method: 'cash' };
  expect(await refusedWith('orders.pay', { ...payment, amount: 1_234_567_890_123 })).toBe('input.too-large');
  expect(await refusedWith('orders.pay', { ...payment, tendered: 1_234_567_890_123 })).toBe('input.too-large');
  expect(await refusedWith('orders.pay', { ...payment, tendered: 1_000_000_000_000 })).toBe('input.bad');
  expect(await refusedWith('orders.pay', { ...payment, method: 'card', amount: 1_000_000_000_000 })).toBe('payment.too-much');
  const tip = { answer: 'changed', amount: 1_234_567_890_123, suggestedBp: 0, suggested: 0 };
  expect(await refusedWith('orders.answerTip', { orderId, tip })).toBe('input.too-large');
});

test('a note of ten thousand characters, and one with control codes', async () => {
  const note = '\u001b@\u0000 borrar '.repeat(1_000).slice(0, 10_000);
  expect(await refusedWith('orders.changeLine', { orderId, lineId, note })).toBe('input.too-long');
  expect(await refusedWith('orders.changeLine', { orderId, lineId, note: 'sin sal\u001b@' })).toBe('input.bad');
});

test('a refund twice: the same one counts once, another one finds nothing left', async () => {
  const paymentId = till.newId();
  await ask('orders.pay', { orderId, paymentId, method: 'cash' });
  await till.call.identity.logout();
  await onShift(till, 'laura');
  const part = { paymentId, amount: 25_000, lines: [{ lineId, quantity: 1 }], reason: 'Fría' };
  const refunds = [{ ...part, id: till.newId() }];
  expect(codeOf(await ask('orders.refund', { orderId, refunds }))).toBe('taken');
  const before = countOf(till, 'events');
  expect(codeOf(await ask('orders.refund', { orderId, refunds }))).toBe('taken');
  expect(countOf(till, 'events')).toBe(before);
  const again = { orderId, refunds: [{ ...part, id: till.newId() }] };
  expect(await refusedWith('orders.refund', again)).toBe('refund.line-too-many');
  expect(await refusedWith('orders.refund', { orderId, refunds: [{ ...part, id: till.newId(), lines: [] }] })).toBe('refund.too-much');
});

test('a discount over the limit, and one of more than everything', async () => {
  const discount = { id: till.newId(), kind: 'percent', value: 5_000, reason: 'amigo' };
  expect(await refusedWith('orders.addDiscount', { orderId, discount })).toBe('discount.over-limit');
  expect(await refusedWith('orders.addDiscount', { orderId, discount: { ...discount, value: 10_001 } })).toBe('input.bad');
  expect(await refusedWith('orders.addDiscount', { orderId, discount: { ...discount, value: -500 } })).toBe('input.too-small');
});

test('a price from the window: there is no field for one', async () => {
  const selection = { ...aSelection(), unitPrice: 1 };
  expect(await refusedWith('orders.addLine', { orderId, orderType: 'counter', selection })).toBe('input.unknown-field');
  expect(await refusedWith('orders.pay', { orderId, paymentId: till.newId(), method: 'cash', total: 1 })).toBe('input.unknown-field');
});

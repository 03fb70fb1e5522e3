import type { Money } from '../../base/money.ts';
import type { PaymentMethod } from '../../orders/order.events.ts';
import type { CashStory, StoryPayment } from './story.ts';

/** Plausible mistakes, each with one sentence on the screen. */
export const MISTAKES = [
  'change-kept',
  'change-given-twice',
  'transfer-charged-as-cash',
  'cash-charged-as-transfer',
  'refund-not-paid-out',
  'cancelled-but-paid',
  'courier-not-settled',
  'movement-not-done',
  'movement-done-twice',
  'digit-mistyped',
  'wrong-bill',
  'float-differs',
  'count-slip',
  'opened-without-sale',
] as const;
/** See {@link MISTAKES}. */
export type Mistake = (typeof MISTAKES)[number];

/** One way in which one mistake could have happened, and what it would do to `counted − expected`. */
export type Candidate = { readonly mistake: Mistake; readonly effect: number; readonly subjects: readonly string[] };

const BILLS = [1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];
const BY_BANK: readonly PaymentMethod[] = ['card', 'nequi', 'daviplata', 'bank_transfer', 'breb'];

/** Every way the story offers, each with the effect it would have had; effects of zero explain nothing and are left out. */
export function candidates(story: CashStory): Candidate[] {
  return [
    ...story.payments.flatMap(ofPayment),
    ...story.refunds.map(({ orderId, amount }) => one('refund-not-paid-out', amount, orderId)),
    ...story.cancelled.map(({ orderId, total }) => one('cancelled-but-paid', total, orderId)),
    ...story.movements.flatMap(ofMovement),
    ...ofFloat(story),
    ...ofCount(story),
  ].filter(({ effect }) => effect !== 0);
}

function ofPayment(payment: StoryPayment): Candidate[] {
  const { orderId, method, amount, change } = payment;
  if (BY_BANK.includes(method)) return [one('cash-charged-as-transfer', amount, orderId)];
  if (method !== 'cash') return [];
  return [
    one('transfer-charged-as-cash', 0 - amount, orderId),
    one('change-kept', change, orderId),
    one('change-given-twice', 0 - change, orderId),
    ...(payment.unsettledCourier === true ? [one('courier-not-settled', 0 - amount, orderId)] : []),
    ...swappedBills(payment).map((effect) => one('wrong-bill', effect, orderId)),
  ];
}

/**
 * A note taken or given for another of the till's notes. Only notes that were there count:
 * the largest of what was tendered, and the largest of what went back.
 */
function swappedBills({ tendered, change }: StoryPayment): number[] {
  const received = largestBill(tendered);
  const given = largestBill(change);
  return [
    ...BILLS.filter((bill) => bill !== received).map((bill) => (received === undefined ? 0 : bill - received)),
    ...BILLS.filter((bill) => bill !== given).map((bill) => (given === undefined ? 0 : given - bill)),
  ];
}

function largestBill(amount: Money): number | undefined {
  return BILLS.findLast((bill) => bill <= amount);
}

function ofMovement({ id, kind, amount }: CashStory['movements'][number]): Candidate[] {
  const direction = kind === 'cash_in' ? 1 : -1;
  return [
    one('movement-not-done', -direction * amount, id),
    one('movement-done-twice', direction * amount, id),
    ...mistypings(amount).map((really) => one('digit-mistyped', direction * (really - amount), id)),
  ];
}

/** Amounts one slip of the finger away: two neighbours swapped, a zero too many or too few, one digit another. */
export function mistypings(amount: number): number[] {
  const digits = String(amount);
  const swapped = [...digits].slice(1).map((_, i) => digits.slice(0, i) + (digits[i + 1] ?? '') + (digits[i] ?? '') + digits.slice(i + 2));
  const replaced = [...digits].flatMap((_, i) => [...'0123456789'].map((digit) => digits.slice(0, i) + digit + digits.slice(i + 1)));
  const zeros = [`${digits}0`, ...(digits.endsWith('0') ? [digits.slice(0, -1)] : [])];
  const all = [...swapped, ...replaced, ...zeros].map(Number);
  return [...new Set(all)].filter((other) => other !== amount && other > 0);
}

function ofFloat({ openingFloat, previousFloatLeft }: CashStory): Candidate[] {
  const carried = previousFloatLeft ?? openingFloat;
  return [one('float-differs', carried - openingFloat, 'float')];
}

/** A stack counted with one note more or less, put in its neighbour's row, or left out. */
function ofCount({ counted }: CashStory): Candidate[] {
  return counted.flatMap(({ denomination, quantity }, i) => {
    const subject = String(denomination);
    const neighbours = [counted[i - 1], counted[i + 1]].filter((row) => row !== undefined);
    return [
      one('count-slip', denomination, subject),
      ...(quantity > 0 ? [one('count-slip', 0 - denomination, subject)] : []),
      ...neighbours.map((row) => one('count-slip', quantity * (denomination - row.denomination), subject)),
    ];
  });
}

function one(mistake: Mistake, effect: number, subject: string): Candidate {
  return { mistake, effect, subjects: [subject] };
}

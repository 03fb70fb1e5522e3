import type { Discount } from '@fastops/shared/orders/adjustment.events';
import type { KeypadKey } from '@fastops/ui/keypad';

export const KINDS = ['percent', 'amount', 'courtesy'] as const;
/** The target that is no line. */
export const WHOLE_ORDER = 'order';
/** Values that are given most often. */
export const QUICK = { percent: [5, 10, 15, 20, 30, 50], amount: [1_000, 2_000, 5_000, 10_000, 15_000, 20_000] } as const;

const LONGEST = { percent: 3, amount: 8 } as const;
const EVERYTHING_BP = 10_000;

/** A discount while it is being decided. */
export type DiscountDraft = {
  readonly kind: (typeof KINDS)[number];
  readonly digits: string;
  readonly lineId: string;
  readonly reason: string;
};

export function emptyDraft(): DiscountDraft {
  return { kind: 'percent', digits: '', lineId: WHOLE_ORDER, reason: '' };
}

/** The figure that was typed: per cent or pesos. */
export function figureOf({ digits }: DiscountDraft): number {
  return digits === '' ? 0 : Number(digits);
}

export function typedDraft(draft: DiscountDraft, key: KeypadKey): DiscountDraft {
  if (draft.kind === 'courtesy') return draft;
  const digits = (draft.digits + key).replace(/^0+(?=\d)/, '').slice(0, LONGEST[draft.kind]);
  // More than everything can't be typed.
  return draft.kind === 'percent' && Number(digits) > 100 ? draft : { ...draft, digits };
}

export function erasedDraft(draft: DiscountDraft): DiscountDraft {
  return { ...draft, digits: draft.digits.slice(0, -1) };
}

/** The discount that it makes; undefined while something is missing. */
export function discountOf(draft: DiscountDraft, id: string): Discount | undefined {
  const reason = draft.reason.trim();
  const value = draft.kind === 'courtesy' ? EVERYTHING_BP : draft.kind === 'percent' ? figureOf(draft) * 100 : figureOf(draft);
  if (reason === '' || value <= 0) return undefined;
  const { kind, lineId } = draft;
  return { id, kind, value, reason, ...(lineId === WHOLE_ORDER ? {} : { lineId }) };
}

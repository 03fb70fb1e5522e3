import { LIMIT_NAMES, type LimitName, type Limits } from '@fastops/shared/identity/limits';

import type { LimitsDraft } from './limits.queries.ts';

/** A limit while it is being written: as it comes from elsewhere, none at all, or a figure. */
export type LimitField = { readonly kind: 'inherited' | 'none' | 'figure'; readonly figure: string };
export type FieldsDraft = Readonly<Record<LimitName, LimitField>>;

const MOST = 1_000_000_000;

/** A percentage is written as people say it, money in pesos. */
function figureOf(name: LimitName, limit: number): string {
  return name === 'discountBp' ? String(limit / 100) : String(limit);
}

/** The fields of what is set; where nothing is, the figure that counts stands ready. */
export function fieldsOf(own: LimitsDraft, otherwise: Limits): FieldsDraft {
  const field = (name: LimitName): LimitField => {
    const set = own[name];
    const counts = set ?? otherwise[name];
    const figure = counts === null ? '' : figureOf(name, counts);
    return set === undefined ? { kind: 'inherited', figure } : { kind: set === null ? 'none' : 'figure', figure };
  };
  return {
    discountBp: field('discountBp'),
    discountAmount: field('discountAmount'),
    courtesyAmount: field('courtesyAmount'),
    voidAmount: field('voidAmount'),
    refundAmount: field('refundAmount'),
    cashOutAmount: field('cashOutAmount'),
  };
}

/** What a figure stands for; undefined when it is none. */
export function limitOf(name: LimitName, figure: string): number | undefined {
  const text = figure.trim().replaceAll(/[.\s$]/g, '');
  if (name === 'discountBp') {
    const percent = Number(figure.trim().replace(',', '.'));
    const bp = Math.round(percent * 100);
    return figure.trim() !== '' && bp >= 0 && bp <= 10_000 ? bp : undefined;
  }
  return /^\d{1,10}$/.test(text) && Number(text) <= MOST ? Number(text) : undefined;
}

/** What is saved; undefined while a figure is missing. */
export function draftOf(fields: FieldsDraft): LimitsDraft | undefined {
  const entries: [LimitName, number | null][] = [];
  for (const name of LIMIT_NAMES) {
    const { kind, figure } = fields[name];
    if (kind === 'inherited') continue;
    const limit = kind === 'none' ? null : limitOf(name, figure);
    if (limit === undefined) return undefined;
    entries.push([name, limit]);
  }
  return Object.fromEntries(entries);
}

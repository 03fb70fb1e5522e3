import type { TFunction } from 'i18next';

import { esCo } from './messages/es-co.ts';

/** A newer cloud may know a name that these screens don't: then the name itself is shown. */
export function methodText(t: TFunction, method: string): string {
  return isKnown(esCo.method, method) ? t(`method.${method}`) : method;
}

export function orderTypeText(t: TFunction, type: string): string {
  return isKnown(esCo.orderType, type) ? t(`orderType.${type}`) : type;
}

export function reviewText(t: TFunction, reason: string): string {
  return isKnown(esCo.review, reason) ? t(`review.${reason}`) : reason;
}

/** Which word a weekday has, Monday 1 … Sunday 7. */
export function weekdayKey(weekday: number): keyof typeof esCo.morning.weekday {
  const key = `d${weekday}`;
  return isKnown(esCo.morning.weekday, key) ? key : 'd1';
}

function isKnown<Words extends object>(words: Words, name: string): name is keyof Words & string {
  return Object.hasOwn(words, name);
}

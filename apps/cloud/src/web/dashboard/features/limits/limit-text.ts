import { formatCop, money } from '@fastops/shared/base/money';
import type { LimitName } from '@fastops/shared/identity/limits';
import type { TFunction } from 'i18next';

/** A limit as people say it. */
export function limitText(t: TFunction, name: LimitName, limit: number | null): string {
  if (limit === null) return t('limits.none');
  if (limit === 0) return t('limits.always');
  return name === 'discountBp'
    ? t('limits.percent', { percent: String(limit / 100).replace('.', ',') })
    : formatCop(money(limit)).replaceAll(' ', '\u00a0');
}

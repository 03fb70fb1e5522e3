import type { TFunction } from 'i18next';

import { waitParts } from './format.ts';

/** `1 min 20 s`, `45 s`. */
export function waitText(t: TFunction, ms: number): string {
  const { minutes, seconds } = waitParts(ms);
  return minutes > 0 ? t('wait.minutes', { minutes, seconds }) : t('wait.seconds', { seconds });
}

import { isEasyPin } from '@fastops/shared/identity/pin-policy';
import { TRPCClientError } from '@trpc/client';
import type { TFunction } from 'i18next';

import { staffEsCo } from '../../lib/messages/staff.es-co.ts';

/** What to say when the cloud refused, from the code it gave. */
export function refusedText(t: TFunction, error: unknown): string {
  const code = error instanceof TRPCClientError ? error.message.replace(/^(access|staff)\./, '') : '';
  return isRefusal(code) ? t(`staff.refused.${code}`) : t('staff.refused.other');
}

function isRefusal(code: string): code is keyof typeof staffEsCo.refused {
  return Object.hasOwn(staffEsCo.refused, code);
}

/** What is wrong with a PIN that was typed twice; undefined when nothing is. */
export function pinFault(pin: string, again: string): 'short' | 'easy' | 'different' | undefined {
  if (!/^\d{4,6}$/.test(pin)) return 'short';
  if (isEasyPin(pin)) return 'easy';
  return pin === again ? undefined : 'different';
}

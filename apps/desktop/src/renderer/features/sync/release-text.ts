import { useTranslation } from 'react-i18next';

import { useRefusalText } from '../../lib/refusal-text.ts';
import type { useRelease } from './sync.queries.ts';

const SECOND_MS = 1000;

/** What to say when the computer stays where it is. */
export function useReleaseText({ data: answer, isError, isPending }: ReturnType<typeof useRelease>): string | undefined {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  if (isPending) return undefined;
  if (isError) return t('login.failed');
  if (!answer || answer.ok) return undefined;
  const { refusal } = answer;
  if (refusal.code === 'login.wrong-pin') return t('login.wrong');
  if (refusal.code === 'login.locked') return t('login.locked');
  if (refusal.code === 'login.wait') return t('login.wait', { count: Math.ceil(refusal.waitMs / SECOND_MS) });
  if (refusal.code === 'sync.unsynced') return t('sync.release.held');
  return refusalText(refusal);
}

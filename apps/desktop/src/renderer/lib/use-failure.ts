import type { Refusal } from '@fastops/shared/base/result';
import { useTranslation } from 'react-i18next';

import { useRefusalText } from './refusal-text.ts';

type Asked = { readonly isError: boolean; readonly data: { readonly ok: boolean; readonly refusal?: Refusal } | undefined };

/** The first thing that was refused or went wrong, in a sentence. */
export function useFailure(asked: readonly Asked[]): string | undefined {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const refusal = asked.map(({ data }) => data?.refusal).find((each) => each !== undefined);
  if (refusal) return refusalText(refusal);
  return asked.some(({ isError }) => isError) ? t('common.not-saved') : undefined;
}

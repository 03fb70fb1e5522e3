import type { Refusal } from '@fastops/shared/base/result';
import { useToast } from '@fastops/ui/toast';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

import { useApproval } from './approval.tsx';
import { useRefusalText } from './refusal-text.ts';

type Answer<V> = { readonly ok: true; readonly value: V } | { readonly ok: false; readonly refusal: Refusal };

/** Runs a command, in place with a supervisor where one is wanted, and says why when it was refused. Answers what it made, or nothing. */
export function useCommand(): <V>(what: string, run: () => Promise<Answer<V>>) => Promise<V | undefined> {
  const { t } = useTranslation();
  const toast = useToast();
  const refusalText = useRefusalText();
  const approve = useApproval();
  return useCallback(
    async (what, run) => {
      try {
        const answer = await approve(what, run);
        if (answer.ok) return answer.value;
        toast({ tone: 'warning', title: refusalText(answer.refusal) });
      } catch {
        toast({ tone: 'warning', title: t('common.not-saved') });
      }
      return undefined;
    },
    [approve, refusalText, t, toast],
  );
}

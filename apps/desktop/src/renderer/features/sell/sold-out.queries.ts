import { useToast } from '@fastops/ui/toast';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

import { useBranch } from '../../lib/branch.tsx';
import { useRefusalText } from '../../lib/refusal-text.ts';

/** A product or an option, as it is told to people. */
export type SoldOutTarget = {
  readonly target: 'product' | 'option';
  readonly targetId: string;
  readonly name: string;
  readonly where: string;
};

/** Says what there is none of; every till of the branch hears of it. The notice undoes it. */
export function useSetSoldOut(): (item: SoldOutTarget, soldOut: boolean) => void {
  const { t } = useTranslation();
  const branch = useBranch();
  const queries = useQueryClient();
  const toast = useToast();
  const refusalText = useRefusalText();
  const { mutate } = useMutation({
    mutationFn: ({ item: { target, targetId }, soldOut }: { item: SoldOutTarget; soldOut: boolean }) =>
      branch.catalog.setSoldOut.mutate({ target, targetId, soldOut }),
    onSuccess: (answer, { item, soldOut }) => {
      if (!answer.ok) return toast({ tone: 'warning', title: refusalText(answer.refusal) });
      void queries.invalidateQueries({ queryKey: ['catalog'] });
      toast({ tone: soldOut ? 'warning' : 'positive', title: t(soldOut ? 'sold-out.marked' : 'sold-out.is-back', { name: item.name }) });
    },
    onError: () => toast({ tone: 'warning', title: t('common.not-saved') }),
  });
  return useCallback((item, soldOut) => mutate({ item, soldOut }), [mutate]);
}

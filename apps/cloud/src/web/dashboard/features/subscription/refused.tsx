import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { Notice } from '../../lib/notice.tsx';
import { planLimitOf } from '../../lib/plan-limit.ts';

/** Why a wish wasn't met, and what would help. */
export function Refused({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  const over = planLimitOf(error);
  const isNotNow = error instanceof Error && error.message === 'subscription.not-now';
  return (
    <Notice urgent tone="danger" icon={TriangleAlert}>
      {over ? t(`subscription.over.${over.what}`, over) : t(isNotNow ? 'subscription.notNow' : 'subscription.refused')}
    </Notice>
  );
}

import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { failureOf } from '../../lib/failure.ts';
import { Notice } from '../../lib/notice.tsx';

/** Somebody was faster, or the cloud didn't answer: nothing of theirs is written over. */
export function NotSaved({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  if (!error) return null;
  return (
    <Notice urgent tone="danger" icon={TriangleAlert}>
      {t(failureOf(error).kind === 'refused' ? 'service.changedMeanwhile' : 'service.notSaved')}
    </Notice>
  );
}

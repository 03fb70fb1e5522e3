import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { Notice } from '../../lib/notice.tsx';
import { refusedText } from './staff-words.ts';

/** Why something about a person was not kept; nothing while all is well. */
export function NotSaved({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  if (!error) return null;
  return (
    <Notice urgent tone="danger" icon={TriangleAlert}>
      {refusedText(t, error)}
    </Notice>
  );
}

import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { Notice } from '../../lib/notice.tsx';
import { refusedText } from './access-words.ts';

/** Why a change of access was not made. */
export function Refused({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  return (
    <Notice urgent tone="danger" icon={TriangleAlert}>
      {refusedText(t, error)}
    </Notice>
  );
}

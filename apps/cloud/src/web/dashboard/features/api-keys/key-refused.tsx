import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import type { apiKeysEsCo } from '../../lib/messages/api-keys.es-co.ts';
import { Notice } from '../../lib/notice.tsx';
import { refusalOf } from '../../lib/refusal.ts';

const TOLD: readonly (keyof typeof apiKeysEsCo.refused)[] = ['access.more-than-yours', 'api-key.too-many', 'branch.not-found'];

/** Why a key was not made or revoked. */
export function KeyRefused({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  const code = TOLD.find((each) => each === refusalOf(error)) ?? 'other';
  return (
    <Notice urgent tone="danger" icon={TriangleAlert}>
      {t(`apiKeys.refused.${code}`)}
    </Notice>
  );
}

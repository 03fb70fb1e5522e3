import { TRPCClientError } from '@trpc/client';
import { useToast } from '@fastops/ui/toast';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { Notice } from '../../lib/notice.tsx';
import { useSaveDocs, type SavedDoc } from './menu.queries.ts';

/** Saves documents, says so, and then does what comes after. */
export function useSaving(after: () => void) {
  const { t } = useTranslation();
  const toast = useToast();
  const save = useSaveDocs();
  return {
    error: save.error,
    isPending: save.isPending,
    send: (docs: readonly SavedDoc[]) =>
      save.mutate(docs, {
        onSuccess: () => {
          toast({ tone: 'positive', title: t('menu.saved') });
          after();
        },
      }),
  };
}

/** Why it wasn't saved, in a sentence. */
export function NotSaved({ error, name }: { readonly error: unknown; readonly name: string }) {
  const { t } = useTranslation();
  if (!error) return null;
  const { code, path } = refusalOf(error);
  const text =
    code === 'recipe.circle'
      ? t('menu.circle', { path })
      : code === 'catalog.unreadable'
        ? t('menu.unreadable', { name: name || '?' })
        : t('menu.notSaved');
  return (
    <Notice urgent tone="danger" icon={TriangleAlert}>
      {text}
    </Notice>
  );
}

function refusalOf(error: unknown): { code: string | undefined; path: string } {
  const data: unknown = error instanceof TRPCClientError ? error.data : undefined;
  if (typeof data !== 'object' || data === null) return { code: undefined, path: '' };
  const facts: unknown = Reflect.get(data, 'facts');
  const path: unknown = typeof facts === 'object' && facts !== null ? Reflect.get(facts, 'path') : '';
  const code: unknown = Reflect.get(data, 'code');
  return { code: typeof code === 'string' ? code : undefined, path: typeof path === 'string' ? path : '' };
}

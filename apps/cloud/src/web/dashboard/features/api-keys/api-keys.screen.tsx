import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { EmptyState } from '@fastops/ui/empty-state';
import { IconButton } from '@fastops/ui/icon-button';
import { Skeleton } from '@fastops/ui/skeleton';
import { useToast } from '@fastops/ui/toast';
import { BookOpen, KeyRound, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useNow } from '../../lib/clock.ts';
import { FailureNotice } from '../../lib/failure-notice.tsx';
import { spanText } from '../../lib/format.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { Panel } from '../../lib/panel.tsx';
import { placeName } from '../../lib/role-words.ts';
import { useApiKeys, usePlaces, useRevokeKey, type ApiKey } from './api-keys.queries.ts';
import { CreateKey } from './create-key.tsx';
import { KeyRefused } from './key-refused.tsx';

const DOCS = '/api/v1/docs';

/** The keys that programs of the company come in with. */
export function ApiKeysScreen() {
  const { t } = useTranslation();
  const keys = useApiKeys();
  const [isMaking, setMaking] = useState(false);
  const [leaving, setLeaving] = useState<ApiKey>();
  const add = (
    <Button variant="primary" icon={Plus} onClick={() => setMaking(true)}>
      {t('apiKeys.add')}
    </Button>
  );
  const isEmpty = keys.data?.length === 0;
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-[70ch] text-14 text-ink-muted">{t('apiKeys.intro')}</p>
      <a
        href={DOCS}
        target="_blank"
        rel="noreferrer"
        className="inline-flex min-h-10 items-center gap-2 self-start text-14 font-semibold underline"
      >
        <BookOpen aria-hidden className="size-5" />
        {t('apiKeys.docs')}
      </a>
      <Panel title={t('apiKeys.title')} flush={!isEmpty} {...(isEmpty ? {} : { action: add })}>
        {keys.isPending && <Skeleton className="m-4 h-24" />}
        {keys.isError && <FailureNotice error={keys.error} onRetry={() => void keys.refetch()} />}
        {isEmpty && <EmptyState icon={KeyRound} title={t('apiKeys.emptyTitle')} text={t('apiKeys.emptyText')} action={add} />}
        <ul>
          {keys.data?.map((key) => (
            <KeyRow key={key.id} of={key} onRevoke={() => setLeaving(key)} />
          ))}
        </ul>
      </Panel>
      {isMaking && <CreateKey onClose={() => setMaking(false)} />}
      {leaving && <RevokeKey of={leaving} onClose={() => setLeaving(undefined)} />}
    </div>
  );
}

function KeyRow({ of: key, onRevoke }: { readonly of: ApiKey; readonly onRevoke: () => void }) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const now = useNow(30_000);
  const branches = usePlaces().data ?? [];
  const day = (at: number) => new Date(at).toLocaleDateString(locale, { dateStyle: 'medium' });
  const places: string = (key.branchIds ?? [null]).map((branchId) => placeName(t, branches, branchId)).join(', ');
  const used: string =
    key.lastUsedAt === null ? t('apiKeys.never') : t('apiKeys.ago', { span: spanText(Math.max(0, now - key.lastUsedAt), locale) });
  return (
    <li className="flex flex-wrap items-start gap-3 border-t border-line px-4 py-3 first:border-t-0">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 text-14 font-semibold wrap-break-word">
          {key.name}
          <KeyState of={key} />
        </p>
        <p className="text-14 text-ink-muted">
          {t('apiKeys.hint')} <code>{key.hint}</code> · {t('apiKeys.mayCount', { count: key.permissions.length })} · {places}
        </p>
        <p className="text-14 text-ink-muted">
          {key.permissions.map((each) => t(`people.permission.${each}`, { defaultValue: each })).join(' · ')}
        </p>
        <p className="text-14 text-ink-muted">
          {t('apiKeys.used')}: {used} · {t('apiKeys.madeBy', { name: key.createdByName, day: day(key.createdAt) })}
          {key.isLive && key.expiresAt !== null && <> · {t('apiKeys.ends', { day: day(key.expiresAt) })}</>}
        </p>
      </div>
      {key.revokedAt === null && <IconButton icon={Trash2} label={t('apiKeys.revoke', { name: key.name })} onClick={onRevoke} />}
    </li>
  );
}

function KeyState({ of: { isLive, isMakerGone, revokedAt } }: { readonly of: ApiKey }) {
  const { t } = useTranslation();
  if (revokedAt !== null) return <Badge>{t('apiKeys.state.revoked')}</Badge>;
  if (!isLive) return <Badge tone="warning">{t('apiKeys.state.over')}</Badge>;
  if (isMakerGone) return <Badge tone="danger">{t('apiKeys.state.makerGone')}</Badge>;
  return <Badge tone="positive">{t('apiKeys.state.live')}</Badge>;
}

function RevokeKey({ of: { id, name }, onClose }: { readonly of: ApiKey; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const toast = useToast();
  const revoke = useRevokeKey();
  const confirm = () =>
    revoke.mutate(
      { id },
      {
        onSuccess: () => {
          toast({ tone: 'positive', title: t('apiKeys.revoked', { name }) });
          onClose();
        },
      },
    );
  return (
    <Dialog
      open
      onClose={onClose}
      closeLabel={t('app.close')}
      title={t('apiKeys.revokeTitle', { name })}
      description={t('apiKeys.revokeText')}
      footer={
        <>
          <Button onClick={onClose}>{t('apiKeys.cancel')}</Button>
          <Button variant="danger" busy={revoke.isPending} onClick={confirm}>
            {t('apiKeys.revokeConfirm')}
          </Button>
        </>
      }
    >
      {revoke.isError ? <KeyRefused error={revoke.error} /> : null}
    </Dialog>
  );
}

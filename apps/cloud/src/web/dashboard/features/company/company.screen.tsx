import { Button } from '@fastops/ui/button';
import { Skeleton } from '@fastops/ui/skeleton';
import { useToast } from '@fastops/ui/toast';
import { Archive as ArchiveIcon, Download, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { useLanguage } from '../../lib/i18n.ts';
import { Notice } from '../../lib/notice.tsx';
import { Panel } from '../../lib/panel.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { isOnItsWay, useArchives, useAskForArchive, useCompanyLife, useKeepOpen, type Archive } from './company.queries.ts';

/** Everything the company has as one file, and its end. */
export function CompanyScreen() {
  return (
    <div className="flex flex-col gap-4">
      <TakePanel />
      <ClosePanel />
    </div>
  );
}

function TakePanel() {
  const { t } = useTranslation();
  const archives = useArchives();
  const ask = useAskForArchive();
  const busy = archives.data?.some((each) => isOnItsWay(each)) ?? false;
  return (
    <Panel
      title={t('tenancy.take.title')}
      action={
        <Button
          icon={ArchiveIcon}
          busy={ask.isPending}
          disabledReason={busy ? t('tenancy.take.busy') : undefined}
          onClick={() => ask.mutate()}
        >
          {t('tenancy.take.ask')}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <p className="max-w-[70ch] text-14 text-ink-muted">{t('tenancy.take.text')}</p>
        {archives.isPending && <Skeleton className="h-14" />}
        {archives.isError && <FailureNotice error={archives.error} onRetry={() => void archives.refetch()} />}
        {archives.data?.length === 0 && <p className="text-14">{t('tenancy.take.none')}</p>}
        <ul>
          {archives.data?.map((each) => (
            <ArchiveRow key={each.id} archive={each} />
          ))}
        </ul>
      </div>
    </Panel>
  );
}

function ArchiveRow({ archive }: { readonly archive: Archive }) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const { state, tablesDone, tablesAll, rows, bytes } = archive;
  const facts = { done: tablesDone, of: tablesAll, rows: rows.toLocaleString(locale), size: (bytes / 1_000_000).toFixed(1) };
  const day = new Date(archive.askedAt).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 border-t border-line py-3">
      <span className="min-w-0 text-14">
        <span className="block font-semibold" role="status">
          {t(`tenancy.take.${state}`, facts)}
        </span>
        <span className="block text-ink-muted">
          {day} · {t('tenancy.take.by', { name: archive.askedBy })}
        </span>
      </span>
      {state === 'ready' && (
        <a
          href={`/api/downloads/exports/${archive.id}`}
          className="inline-flex min-h-10 items-center gap-2 rounded-md border border-line-strong px-4 text-14 font-semibold hover:bg-surface-strong"
        >
          <Download aria-hidden className="size-5" />
          {t('tenancy.take.download')}
        </a>
      )}
    </li>
  );
}

function ClosePanel() {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const life = useCompanyLife().data;
  const keep = useKeepOpen();
  const toast = useToast();
  const [isOpen, setOpen] = useState(false);
  if (!life) return null;
  const date = life.closesAt === null ? '' : new Date(life.closesAt).toLocaleDateString(locale, { dateStyle: 'long' });
  return (
    <Panel title={t('tenancy.close.title')}>
      <div className="flex flex-col items-start gap-3">
        <p className="max-w-[70ch] text-14 text-ink-muted">{t('tenancy.close.text')}</p>
        {life.closesAt === null ? (
          <Button variant="danger" onClick={() => setOpen(true)}>
            {t('tenancy.close.open')}
          </Button>
        ) : (
          <>
            <Notice tone="warning" icon={TriangleAlert}>
              {t('tenancy.close.asked', { date })}
            </Notice>
            <Button
              variant="primary"
              busy={keep.isPending}
              onClick={() => keep.mutate(undefined, { onSuccess: () => toast({ tone: 'positive', title: t('tenancy.close.kept') }) })}
            >
              {t('tenancy.close.keep')}
            </Button>
          </>
        )}
      </div>
      {isOpen && <CloseDialog company={life.name} onClose={() => setOpen(false)} />}
    </Panel>
  );
}

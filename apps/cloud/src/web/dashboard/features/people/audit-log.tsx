import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { Skeleton } from '@fastops/ui/skeleton';
import { Check, ScrollText, ShieldCheck, TriangleAlert } from 'lucide-react';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useNow } from '../../lib/clock.ts';
import { FailureNotice } from '../../lib/failure-notice.tsx';
import { clockTimeOrDay } from '../../lib/format.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { Notice } from '../../lib/notice.tsx';
import { AuditFilters } from './audit-filters.tsx';
import type { AuditEntry, AuditFilter } from './people.queries.ts';
import { useAudit, useVerifyAudit } from './people.queries.ts';

/** The log of who changed what, newest first, and whether its chain is whole. */
export function AuditLog() {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<AuditFilter>({});
  const log = useAudit(filter);
  const isFiltered = Object.keys(filter).length > 0;
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-[60ch] text-14 text-ink-muted">{t('people.audit.intro')}</p>
        <Verification />
      </div>
      <AuditFilters onChange={setFilter} />
      {log.isPending && <Skeleton className="h-48" />}
      {log.isError && <FailureNotice error={log.error} onRetry={() => void log.refetch()} />}
      {log.isSuccess && entries.length === 0 && (
        <EmptyState
          icon={ScrollText}
          title={t('people.audit.emptyTitle')}
          text={t(isFiltered ? 'tenancy.log.nothing' : 'people.audit.emptyText')}
        />
      )}
      {entries.length > 0 && (
        <ul aria-label={t('people.audit.caption')} className="overflow-clip rounded-md border border-line bg-surface-raised">
          {entries.map((entry) => (
            <Entry key={entry.seq} entry={entry} />
          ))}
        </ul>
      )}
      {log.hasNextPage && (
        <div>
          <Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {t('people.audit.more')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Verification() {
  const { t } = useTranslation();
  const verify = useVerifyAudit();
  const { data } = verify;
  return (
    <div className="flex flex-wrap items-center gap-3">
      {data && (
        <Notice tone={data.brokenAt === null ? 'positive' : 'danger'} icon={data.brokenAt === null ? Check : TriangleAlert}>
          {data.brokenAt === null ? t('people.audit.whole', { count: data.entries }) : t('people.audit.broken', { seq: data.brokenAt })}
        </Notice>
      )}
      <Button icon={ShieldCheck} busy={verify.isPending} onClick={() => verify.mutate()}>
        {t('people.audit.verify')}
      </Button>
    </div>
  );
}

function Entry({ entry }: { readonly entry: AuditEntry }) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const when = clockTimeOrDay({ at: entry.at, utcOffsetHours: -new Date(entry.at).getTimezoneOffset() / 60 }, useNow(60_000), locale);
  return (
    <li className="border-t border-line first:border-t-0">
      <details>
        <summary className="grid min-h-14 cursor-pointer grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 px-4 py-2 hover:bg-surface">
          <span className="min-w-0">
            <span className="block text-14 font-semibold">{actionText(t, entry)}</span>
            <span className="block text-14 wrap-break-word text-ink-muted">
              {entry.actorName} {t('tenancy.log.at', { address: entry.address || '–', device: deviceText(entry.device) })}
            </span>
          </span>
          <span className="text-14 text-ink-muted tabular-nums">{when}</span>
        </summary>
        <dl className="grid gap-3 px-4 pb-3 text-12 sm:grid-cols-2">
          <Part title={t('people.audit.before')} value={entry.before} />
          <Part title={t('people.audit.after')} value={entry.after} />
        </dl>
      </details>
    </li>
  );
}

function Part({ title, value }: { readonly title: string; readonly value: unknown }) {
  return (
    <div className="min-w-0">
      <dt className="font-semibold text-ink-muted">{title}</dt>
      <dd>
        <pre className="overflow-x-auto whitespace-pre-wrap">{value === null ? '–' : JSON.stringify(value, null, 2)}</pre>
      </dd>
    </div>
  );
}

/** What a browser calls itself is long: its last name and the system are what people know. */
function deviceText(device: string): string {
  const system = /Android|iPhone|iPad|Windows|Mac OS|Linux/.exec(device)?.[0];
  const browser = /Edg|Firefox|Chrome|Safari/.exec(device)?.[0];
  return browser ? [browser.replace('Edg', 'Edge'), system].filter(Boolean).join(', ') : device || '–';
}

/** An action that these screens don't know yet is shown by its name. */
function actionText(t: TFunction, { action, subjectName }: AuditEntry): string {
  return t(`people.audit.action.${action}`, { subject: subjectName, defaultValue: `${action} · ${subjectName}` });
}

import { EmptyState } from '@fastops/ui/empty-state';
import { Money } from '@fastops/ui/money';
import { Sheet } from '@fastops/ui/sheet';
import { Skeleton } from '@fastops/ui/skeleton';
import { Info, ReceiptText } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { useLanguage } from '../../lib/i18n.ts';
import { Notice } from '../../lib/notice.tsx';
import { methodText } from '../../lib/words.ts';
import type { Account } from './customers.queries.ts';
import { useAccount } from './customers.queries.ts';

/** One customer: what they owe, how far their account goes, and every movement of it. */
export function AccountSheet({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const account = useAccount(id);
  const { data } = account;
  return (
    <Sheet
      open
      width="wide"
      onClose={onClose}
      closeLabel={t('app.close')}
      title={data?.name ?? t('clients.account')}
      description={data?.phone ?? t('clients.noPhone')}
    >
      <div className="flex flex-col gap-5">
        {account.error && <FailureNotice error={account.error} onRetry={() => void account.refetch()} />}
        {account.isPending && <Skeleton className="h-48" />}
        {data && <Statement account={data} />}
      </div>
    </Sheet>
  );
}

function Statement({ account }: { readonly account: Account }) {
  const { t } = useTranslation();
  const { addresses, balance, creditLimit, entries } = account;
  return (
    <>
      <dl className="grid grid-cols-2 gap-4">
        <div>
          <dt className="text-14 text-ink-muted">{t('clients.balance')}</dt>
          <dd className="text-20 font-semibold">
            <Money amount={balance} />
          </dd>
        </div>
        <div>
          <dt className="text-14 text-ink-muted">{t('clients.limit')}</dt>
          <dd className="text-20 font-semibold">
            <Money amount={creditLimit} />
          </dd>
        </div>
      </dl>
      {addresses.length > 0 && (
        <ul className="text-14">
          {addresses.map(({ id, text, neighborhood }) => (
            <li key={id}>
              {text} · {neighborhood}
            </li>
          ))}
        </ul>
      )}
      {entries.length === 0 ? (
        <EmptyState icon={ReceiptText} title={t('clients.noEntriesTitle')} text={t('clients.noEntries')} />
      ) : (
        <ul aria-label={t('clients.movements')} className="flex flex-col">
          {entries.toReversed().map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      <Notice icon={Info}>{t('clients.whereChanged')}</Notice>
    </>
  );
}

function Entry({ entry }: { readonly entry: Account['entries'][number] }) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(entry.at);
  return (
    <li className="flex items-center gap-3 border-t border-line py-2 first:border-t-0">
      <span className="min-w-0 flex-1">
        <span className="block text-14 font-semibold">
          {t(`clients.kinds.${entry.kind}`)}
          {entry.method !== undefined && <span className="font-normal text-ink-muted"> · {methodText(t, entry.method)}</span>}
        </span>
        <span className="block text-14 text-ink-muted">{day}</span>
      </span>
      <Money amount={entry.amount} className="font-semibold" />
    </li>
  );
}

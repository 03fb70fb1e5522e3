import { formatCop } from '@fastops/shared/base/money';
import { StatusDot } from '@fastops/ui/status-dot';
import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useTimeFormat } from '../../lib/time-format.ts';
import { useNow } from '../../lib/use-now.ts';
import { openLog } from './custody.ts';
import type { CustodyView } from './sync.queries.ts';
import { useCustody } from './sync.queries.ts';

const TICK_MS = 5000;

/**
 * Where the day's money is: connected or not, what is only here and since when, and up to which ticket the cloud has signed.
 * On every screen, and never an alarm by itself.
 */
export function CustodyFooter({ onPress }: { readonly onPress: () => void }) {
  const { t } = useTranslation();
  const { data: view } = useCustody();
  if (!view) return <footer className="min-h-12 border-t border-line bg-surface-raised" />;
  const { online } = view.link;
  return (
    <footer className="border-t border-line bg-surface-raised">
      <button
        type="button"
        data-testid="sync-status"
        data-online={online}
        data-unsynced={view.log?.unsynced.count ?? 0}
        title={t('sync.status')}
        onClick={onPress}
        className="flex min-h-12 w-full items-center justify-between gap-x-6 px-4 text-14 whitespace-nowrap hover:bg-surface-strong"
      >
        <span className="flex items-center gap-x-2 font-medium">
          <StatusDot tone={online ? 'positive' : 'neutral'}>{t(online ? 'sync.online' : 'sync.offline')}</StatusDot>
          <Held view={view} />
        </span>
        <span className="flex min-w-0 items-center gap-x-4 text-ink-muted">
          <Contact view={view} />
          <Chain view={view} />
        </span>
      </button>
    </footer>
  );
}

function Held({ view }: { readonly view: CustodyView }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const now = useNow(TICK_MS);
  if (!view.log) return null;
  const { count, value, oldestAt } = view.log.unsynced;
  if (count === 0) return <span className="text-ink-muted">· {t('sync.unsynced', { count })}</span>;
  return (
    <span className="text-warning">
      · {t('sync.unsynced', { count })}
      {value > 0 && ` · ${formatCop(value)}`}
      {oldestAt !== null && ` · ${t('sync.oldest-ago', { ago: time.ago(oldestAt, now) })}`}
    </span>
  );
}

function Contact({ view }: { readonly view: CustodyView }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const now = useNow(TICK_MS);
  const { lastContactAt } = view.link;
  return (
    <span className="truncate">
      {t('sync.contact-ago', { ago: lastContactAt === null ? t('sync.never') : time.ago(lastContactAt, now) })}
    </span>
  );
}

function Chain({ view }: { readonly view: CustodyView }) {
  const { t } = useTranslation();
  const log = openLog(view);
  if (!log) return null;
  const verified = log.verifiedSeq !== null;
  const Icon = verified ? ShieldCheck : ShieldAlert;
  const ticket = log.verifiedTicket;
  return (
    <span data-testid="chain" className="inline-flex items-center gap-1.5">
      <Icon aria-hidden className="size-4 shrink-0" />
      {ticket ? t('sync.chain-to', { ticket }) : t(verified ? 'sync.chain-ok' : log.lastSeq === 0 ? 'sync.chain-empty' : 'sync.chain-none')}
    </span>
  );
}

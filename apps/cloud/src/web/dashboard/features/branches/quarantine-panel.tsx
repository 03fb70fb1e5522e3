import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { Money } from '@fastops/ui/money';
import { Check, FileCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useNow } from '../../lib/clock.ts';
import { clockTimeOrDay } from '../../lib/format.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { Panel } from '../../lib/panel.tsx';
import type { BranchClock } from './branch-clock.ts';
import type { Quarantined } from './custody.queries.ts';
import { causeOf } from './custody.ts';
import { QuarantineDialog } from './quarantine-dialog.tsx';

type QuarantinePanelProps = { readonly branch: string; readonly events: readonly Quarantined[]; readonly clock: BranchClock };

/** What is kept and counted in no report: why, how much and since when. Nothing is ever thrown away. */
export function QuarantinePanel({ branch, events, clock }: QuarantinePanelProps) {
  const { t } = useTranslation();
  const [openKey, setOpenKey] = useState<string>();
  const [showResolved, setShowResolved] = useState(false);
  const waiting = events.filter((event) => event.state === 'open');
  const shown = showResolved ? events : waiting;
  const open = events.find((event) => keyOf(event) === openKey);
  return (
    <Panel
      title={t('custody.quarantine.title')}
      flush
      action={
        waiting.length < events.length && (
          <Button variant="ghost" onClick={() => setShowResolved(!showResolved)}>
            {t(showResolved ? 'custody.quarantine.hideResolved' : 'custody.quarantine.showResolved')}
          </Button>
        )
      }
    >
      {waiting.length === 0 && (
        <EmptyState icon={FileCheck} title={t('custody.quarantine.emptyTitle')} text={t('custody.quarantine.emptyText')} />
      )}
      {waiting.length > 0 && <p className="px-4 py-3 text-14 text-ink-muted">{t('custody.quarantine.hint')}</p>}
      <ul aria-label={t('custody.quarantine.caption', { branch })}>
        {shown.map((event) => (
          <QuarantineRow key={keyOf(event)} event={event} clock={clock} onOpen={() => setOpenKey(keyOf(event))} />
        ))}
      </ul>
      {open && <QuarantineDialog event={open} clock={clock} onClose={() => setOpenKey(undefined)} />}
    </Panel>
  );
}

type RowProps = { readonly event: Quarantined; readonly clock: BranchClock; readonly onOpen: () => void };

function QuarantineRow({ event, clock, onOpen }: RowProps) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const now = useNow(60_000) + clock.skewMs;
  const when = clockTimeOrDay({ at: event.receivedAt, utcOffsetHours: clock.utcOffsetHours }, now, locale);
  return (
    <li className="border-t border-line">
      <button
        type="button"
        onClick={onOpen}
        className="grid min-h-14 w-full grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 px-4 py-2 text-left hover:bg-surface"
      >
        <span className="min-w-0">
          <span className="block text-14 font-semibold">
            {t(`custody.quarantine.${causeOf(event.reason)}`)}
            {event.state !== 'open' && (
              <span className="ml-2">
                <Badge tone="positive" icon={Check}>
                  {t(`custody.quarantine.${event.state}`)}
                </Badge>
              </span>
            )}
          </span>
          <span className="block text-14 wrap-break-word text-ink-muted">
            {event.terminalName} · {event.event.type} · {when}
          </span>
        </span>
        <Money amount={event.value} className="text-16 font-semibold" />
        <span className="sr-only">{t('custody.quarantine.open')}</span>
      </button>
    </li>
  );
}

/** A place in a log: the same event may wait twice, once for each log that carries it. */
function keyOf({ streamId, seq }: Quarantined): string {
  return `${streamId}/${seq}`;
}

import { Money } from '@fastops/ui/money';
import { useTranslation } from 'react-i18next';

import { useTimeFormat } from '../../lib/time-format.ts';
import { useNow } from '../../lib/use-now.ts';
import { parkedCause } from './custody.ts';
import type { Parked } from './sync.queries.ts';
import { useParked } from './sync.queries.ts';

const TICK_MS = 60_000;

/** What is kept and not counted yet: why, how much, since when. Never deleted. */
export function ParkedSection({ mayRead }: { readonly mayRead: boolean }) {
  const { t } = useTranslation();
  const { data: parked } = useParked(mayRead);
  if (!parked) return null;
  return (
    <section aria-label={t('sync.parked')} className="flex flex-col gap-2">
      <h3 className="text-14 font-semibold text-ink-muted">{t('sync.parked')}</h3>
      <p className="text-14 text-ink-muted">{t(parked.length === 0 ? 'sync.parked-empty' : 'sync.parked-hint')}</p>
      <ul className="flex flex-col gap-2">
        {parked.map((event) => (
          <ParkedRow key={event.id} event={event} />
        ))}
      </ul>
    </section>
  );
}

function ParkedRow({ event }: { readonly event: Parked }) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  const now = useNow(TICK_MS);
  return (
    <li data-testid="parked-event" className="flex items-start justify-between gap-4 rounded-md border border-line px-4 py-3">
      <span className="min-w-0">
        <span className="block text-14 font-semibold wrap-break-word">{t(`sync.parked.${parkedCause(event.reason)}`, { ...event })}</span>
        <span className="block text-14 text-ink-muted">
          {t(event.own ? 'sync.parked-own' : 'sync.parked-foreign')} · {time.ago(event.at, now)}
        </span>
      </span>
      <span className="text-16 font-semibold">
        <Money amount={event.value} />
      </span>
    </li>
  );
}

import type { CounterDevice, CounterKind } from '@fastops/shared/counter/counter-device';
import { COUNTER_KINDS } from '@fastops/shared/counter/counter-device';
import { Button } from '@fastops/ui/button';
import { Monitor, Scale } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { CounterForm } from './counter-form.tsx';
import { useCounterDevices, useSetDevice } from './counter.queries.ts';

const ICON = { scale: Scale, pole: Monitor } as const;

/** What stands on the counter beside the printer: set up, tried and taken away here. */
export function CounterSection() {
  const { t } = useTranslation();
  const devices = useCounterDevices();
  const [open, setOpen] = useState<CounterKind>();
  return (
    <section className="flex flex-col gap-3" aria-labelledby="counter-title">
      <h3 id="counter-title" className="text-16 font-semibold">
        {t('counter.title')}
      </h3>
      <p className="text-14 text-ink-muted">{t('counter.explain')}</p>
      {devices.data &&
        COUNTER_KINDS.map((kind) =>
          open === kind ? (
            <CounterForm key={kind} kind={kind} now={devices.data[kind]} onDone={() => setOpen(undefined)} />
          ) : (
            <DeviceRow key={kind} kind={kind} now={devices.data[kind]} onOpen={() => setOpen(kind)} />
          ),
        )}
    </section>
  );
}

type RowProps = { readonly kind: CounterKind; readonly now: CounterDevice | null; readonly onOpen: () => void };

function DeviceRow({ kind, now, onOpen }: RowProps) {
  const { t } = useTranslation();
  const remove = useSetDevice(() => {});
  const Icon = ICON[kind];
  const name: string = t(`counter.${kind}`);
  const open: string = t(now ? 'counter.change' : 'counter.set-up');
  return (
    <div className="flex min-h-16 items-center gap-3 rounded-md border border-line px-4 py-2" data-testid={`counter-${kind}`}>
      <Icon aria-hidden className="size-6 shrink-0 text-ink-muted" />
      <span className="min-w-0 flex-1">
        <span className="block text-16 font-semibold">{name}</span>
        <span className="block truncate text-14 text-ink-muted">{now ? `${now.path} · ${now.baudRate}` : t('counter.none')}</span>
      </span>
      {now && (
        <Button size="touch" variant="ghost" busy={remove.isPending} onClick={() => remove.mutate({ kind, settings: null })}>
          {t('counter.remove')}
        </Button>
      )}
      <Button size="touch" aria-label={`${open}: ${name}`} onClick={onOpen}>
        {open}
      </Button>
    </div>
  );
}

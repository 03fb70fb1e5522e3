import { Button } from '@fastops/ui/button';
import { Network, Usb } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { FoundPrinter } from './printing.queries.ts';
import { useFoundPrinters } from './printing.queries.ts';

/** Printers that this computer can reach: one press instead of an address. */
export function FoundPrinters({ onChoose }: { readonly onChoose: (found: FoundPrinter) => void }) {
  const { t } = useTranslation();
  const [where, setWhere] = useState<'attached' | 'network'>();
  const found = useFoundPrinters(where ?? 'attached', where !== undefined);
  return (
    <section aria-label={t('printing.find')} className="flex flex-col gap-3 rounded-md border border-line p-4">
      <div className="flex flex-wrap gap-3">
        <Button size="touch" icon={Usb} busy={where === 'attached' && found.isFetching} onClick={() => setWhere('attached')}>
          {t('printing.find.attached')}
        </Button>
        <Button size="touch" icon={Network} busy={where === 'network' && found.isFetching} onClick={() => setWhere('network')}>
          {t('printing.find.network')}
        </Button>
      </div>
      {where && <Found printers={found.isFetching ? undefined : (found.data ?? [])} onChoose={onChoose} />}
    </section>
  );
}

type FoundProps = { readonly printers: readonly FoundPrinter[] | undefined; readonly onChoose: (found: FoundPrinter) => void };

function Found({ printers, onChoose }: FoundProps) {
  const { t } = useTranslation();
  const said = printers === undefined ? t('printing.find.looking') : printers.length === 0 ? t('printing.find.nothing') : '';
  return (
    <>
      <p role="status" className="text-14 text-ink-muted empty:hidden">
        {said}
      </p>
      <ul className="flex flex-col gap-2 empty:hidden">
        {printers?.map((printer) => (
          <li key={`${printer.transport.kind} ${printer.label}`}>
            <Button size="touch" stretch onClick={() => onChoose(printer)} data-testid="printer-found">
              {printer.label} · {t(`printing.connection.${printer.transport.kind}`)}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { StatusDot } from '@fastops/ui/status-dot';
import { Pencil, Plus, ScrollText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { PrinterForm } from './printer-form.tsx';
import { isTroubled } from './printer-trouble.ts';
import type { PrinterStatus } from './printing.queries.ts';
import { usePrinterActions, usePrinters } from './printing.queries.ts';
import { TestSheetForm } from './test-sheet-form.tsx';

type Open = { readonly form: 'add' } | { readonly form: 'change' | 'sheet'; readonly id: string };

/** The printers of this till; whoever may manage them adds, changes and tries them here. */
export function PrintersTab({ mayManage }: { readonly mayManage: boolean }) {
  const { data: printers = [] } = usePrinters();
  const { test } = usePrinterActions();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const tryOut = (id: string) => test.mutate(id, { onSuccess: () => setOpen({ form: 'sheet', id }) });
  if (open?.form === 'add') return <PrinterForm onClose={close} onSaved={(id) => (close(), tryOut(id))} />;
  const chosen = open && printers.find(({ id }) => id === open.id);
  if (open?.form === 'change' && chosen) return <PrinterForm printer={chosen} onClose={close} onSaved={close} />;
  if (open?.form === 'sheet' && chosen) return <TestSheetForm printer={chosen} onClose={close} />;
  return <PrinterList mayManage={mayManage} onOpen={setOpen} onTry={tryOut} />;
}

type ListProps = { readonly mayManage: boolean; readonly onOpen: (what: Open) => void; readonly onTry: (id: string) => void };

function PrinterList({ mayManage, onOpen, onTry }: ListProps) {
  const { t } = useTranslation();
  const { data: printers = [], isPending } = usePrinters();
  return (
    <div className="flex flex-col gap-3">
      {printers.map((printer) => (
        <PrinterRow key={printer.id} printer={printer}>
          {mayManage && (
            <>
              <Button size="touch" icon={ScrollText} onClick={() => onTry(printer.id)}>
                {t('printing.test')}
              </Button>
              <Button size="touch" icon={Pencil} onClick={() => onOpen({ form: 'change', id: printer.id })}>
                {t('printing.change')}
              </Button>
            </>
          )}
        </PrinterRow>
      ))}
      {!isPending && printers.length === 0 && <p className="text-14 text-ink-muted">{t('printing.no-printers')}</p>}
      {mayManage && (
        <Button size="touch" variant="primary" icon={Plus} onClick={() => onOpen({ form: 'add' })} data-testid="printer-add">
          {t('printing.add')}
        </Button>
      )}
    </div>
  );
}

function PrinterRow({ printer, children }: { readonly printer: PrinterStatus; readonly children: React.ReactNode }) {
  const { t } = useTranslation();
  return (
    <section aria-label={printer.name} className="flex flex-col gap-3 rounded-md border border-line p-4" data-testid="printer-row">
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-16 font-semibold">{printer.name}</span>
        <Badge>{t(`printing.role.${printer.isSpare ? 'spare' : printer.role}`)}</Badge>
        {printer.backupFor && <Badge tone="info">{t(`printing.backup.${printer.backupFor}`)}</Badge>}
      </div>
      <PrinterState printer={printer} />
      <div className="flex flex-wrap gap-2">{children}</div>
    </section>
  );
}

/** What the printer says of itself stands before what the queue noticed. */
function PrinterState({ printer }: { readonly printer: PrinterStatus }) {
  const { t } = useTranslation();
  const fault = printer.conditionFault ?? (isTroubled(printer.queue) ? printer.queue.lastFault : null);
  const nearEnd = printer.condition.paper === 'near-end';
  return (
    <span className="flex flex-wrap gap-4 text-14">
      <StatusDot tone={fault ? 'danger' : 'positive'}>{fault ? t(`printing.fault.${fault}`) : t('printing.printer.ready')}</StatusDot>
      {nearEnd && <StatusDot tone="warning">{t('printing.paper-near-end')}</StatusDot>}
    </span>
  );
}

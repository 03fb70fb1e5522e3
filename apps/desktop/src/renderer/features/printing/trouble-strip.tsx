import { Banner } from '@fastops/ui/banner';
import { Button } from '@fastops/ui/button';
import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { printerTrouble, type PrinterTrouble } from './printer-trouble.ts';
import { usePrinters } from './printing.queries.ts';

/** Says which printer is stuck and that selling goes on; shows nothing when all is well. */
export function TroubleStrip({ enabled, onView }: { readonly enabled: boolean; readonly onView: () => void }) {
  const { t } = useTranslation();
  const { data: printers = [] } = usePrinters(enabled);
  const [first] = printerTrouble(printers);
  if (!first) return null;
  return (
    <div data-testid="printer-trouble">
      <Banner
        tone="warning"
        icon={Printer}
        action={
          <Button size="touch" className="my-1" onClick={onView}>
            {t('printing.view-queue')}
          </Button>
        }
      >
        <TroubleText trouble={first} />
      </Banner>
    </div>
  );
}

function TroubleText({ trouble }: { readonly trouble: PrinterTrouble }) {
  const { t } = useTranslation();
  if (trouble.kind === 'says') return t('printing.says', { printer: trouble.printer, fault: t(`printing.fault.${trouble.fault}`) });
  const { kind, printer, count } = trouble;
  return t(kind === 'waiting' ? 'printing.trouble' : 'printing.asks', { printer, count });
}

import { Banner } from '@fastops/ui/banner';
import { Button } from '@fastops/ui/button';
import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { printerTrouble } from './printer-trouble.ts';
import { usePrinters } from './printing.queries.ts';

/** Says which printer is stuck and that selling goes on; shows nothing when all is well. */
export function TroubleStrip({ enabled, onView }: { readonly enabled: boolean; readonly onView: () => void }) {
  const { t } = useTranslation();
  const { data: printers = [] } = usePrinters(enabled);
  const [first] = printerTrouble(printers);
  if (!first) return null;
  const { kind, printer, count } = first;
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
        {t(kind === 'waiting' ? 'printing.trouble' : 'printing.asks', { printer, count })}
      </Banner>
    </div>
  );
}

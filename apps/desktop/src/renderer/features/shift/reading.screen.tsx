import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useFailure } from '../../lib/use-failure.ts';
import { usePrintReading, useReading } from './cash.queries.ts';
import { PaperView } from './paper-view.tsx';

/** An X: the shift so far, on the screen and on paper. Nothing is closed. */
export function ReadingScreen({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const reading = useReading();
  const print = usePrintReading();
  const error = useFailure([print]);
  const paper = reading.data?.ok ? reading.data.value : undefined;
  return (
    <Dialog open size="medium" onClose={onClose} title={t('cash.reading')} description={t('reading.text')} closeLabel={t('common.close')}>
      <div className="flex flex-col gap-4">
        {paper && <PaperView document={paper} label={t('cash.reading')} />}
        <PrintNews printed={print.data?.ok ? print.data.value.printed : undefined} error={error} />
        <Button
          variant="primary"
          size="hero"
          stretch
          icon={Printer}
          busy={print.isPending}
          disabledReason={paper ? undefined : t('till.starting')}
          onClick={() => print.mutate()}
          data-testid="print-reading"
        >
          {t('reading.print')}
        </Button>
      </div>
    </Dialog>
  );
}

/** Whether the paper is on its way. */
export function PrintNews({ printed, error }: { readonly printed: boolean | undefined; readonly error: string | undefined }) {
  const { t } = useTranslation();
  const news = error ?? (printed === undefined ? undefined : t(printed ? 'reading.printed' : 'reading.no-printer'));
  return (
    <p role="status" className={`min-h-5 text-14 font-medium ${error || printed === false ? 'text-danger' : 'text-positive'}`}>
      {news}
    </p>
  );
}

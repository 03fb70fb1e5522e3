import { zNumberText } from '@fastops/shared/printing/shift-report';
import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useFailure } from '../../lib/use-failure.ts';
import { useReprintZ, useZReport } from './cash.queries.ts';
import { PaperView } from './paper-view.tsx';
import { PrintNews } from './reading.screen.tsx';
import { useLastClose } from './shift.queries.ts';

/** The shift that was just closed: its Z, on the screen as on the paper, until somebody has read it. */
export function ClosedDialog() {
  const { t } = useTranslation();
  const { closed, dismiss } = useLastClose();
  const z = useZReport(closed?.zHash);
  const reprint = useReprintZ();
  const error = useFailure([reprint]);
  if (!closed) return null;
  const name = `Z ${zNumberText(closed.zNumber)}`;
  return (
    <Dialog open size="medium" onClose={dismiss} title={t('closed.title', { z: name })} closeLabel={t('common.close')}>
      <div className="flex flex-col gap-4" data-testid="shift-closed">
        {z.data && <PaperView document={z.data.paper} label={name} />}
        <PrintNews printed={reprint.data?.ok ? reprint.data.value.printed : closed.printed} error={error} />
        <div className="flex gap-3">
          <Button
            size="hero"
            className="shrink-0"
            icon={Printer}
            busy={reprint.isPending}
            onClick={() => reprint.mutate(closed.zHash)}
            data-testid="reprint-z"
          >
            {t('zs.reprint')}
          </Button>
          <Button variant="primary" size="hero" stretch onClick={dismiss} data-testid="closed-done">
            {t('closed.done')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

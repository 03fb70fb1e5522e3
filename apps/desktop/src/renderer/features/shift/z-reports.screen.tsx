import { zNumberText } from '@fastops/shared/printing/shift-report';
import { Button } from '@fastops/ui/button';
import { classNames } from '@fastops/ui/class-names';
import { Dialog } from '@fastops/ui/dialog';
import { EmptyState } from '@fastops/ui/empty-state';
import { FileCheck2, Printer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useTimeFormat } from '../../lib/time-format.ts';
import { useFailure } from '../../lib/use-failure.ts';
import { useReprintZ, useZReport, useZReports } from './cash.queries.ts';
import { PaperView } from './paper-view.tsx';
import { PrintNews } from './reading.screen.tsx';

/** The till's closes; each can be read and printed again, and none changed. */
export function ZReportsScreen({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string>();
  const { moment } = useTimeFormat();
  const list = useZReports();
  const rows = list.data ?? [];
  const hash = chosen ?? rows[0]?.hash;
  const z = useZReport(hash);
  const reprint = useReprintZ();
  const error = useFailure([reprint]);
  return (
    <Dialog open size="large" onClose={onClose} title={t('cash.zs')} description={t('zs.text')} closeLabel={t('common.close')}>
      {list.data && rows.length === 0 ? (
        <EmptyState icon={FileCheck2} title={t('zs.empty')} text={t('zs.empty-text')} />
      ) : (
        <div className="grid grid-cols-[220px_minmax(0,1fr)] gap-4">
          <ul aria-label={t('cash.zs')} className="flex max-h-[64dvh] flex-col gap-1 overflow-y-auto p-0.5">
            {rows.map((row) => (
              <li key={row.hash}>
                <button
                  type="button"
                  data-testid="z-row"
                  aria-pressed={row.hash === hash}
                  onClick={() => setChosen(row.hash)}
                  className={classNames(
                    'flex min-h-14 w-full flex-col justify-center rounded-md border px-3 text-left',
                    row.hash === hash ? 'border-accent bg-accent-soft' : 'border-line hover:bg-surface-strong',
                  )}
                >
                  <span className="text-16 font-semibold">Z {zNumberText(row.zNumber)}</span>
                  <span className="text-12 text-ink-muted">{moment(row.closedAt)}</span>
                </button>
              </li>
            ))}
          </ul>
          <div className="flex min-w-0 flex-col gap-3">
            {z.data && <PaperView document={z.data.paper} label={`Z ${zNumberText(z.data.z.zNumber)}`} />}
            <PrintNews printed={reprint.data?.ok ? reprint.data.value.printed : undefined} error={error} />
            <Button
              size="touch"
              icon={Printer}
              busy={reprint.isPending}
              onClick={() => hash && reprint.mutate(hash)}
              data-testid="reprint-z"
            >
              {t('zs.reprint')}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}

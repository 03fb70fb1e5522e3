import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { EmptyState } from '@fastops/ui/empty-state';
import { Skeleton } from '@fastops/ui/skeleton';
import { Image, ScrollText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stockPaperSchema, type StockPaper } from '@fastops/shared/stock/stock.events';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { quantityText } from '../../lib/figures.ts';
import { clockTime, shortBusinessDay } from '../../lib/format.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { Panel } from '../../lib/panel.tsx';
import { usePeriod } from './period-bar.tsx';
import { useLevels, usePapers, usePhoto, type Level, type Paper } from './stock.queries.ts';

/** Every paper that moved the stock, newest first. */
export function PapersTab({ branchId }: { readonly branchId: string }) {
  const { t } = useTranslation();
  const { period, utcOffsetHours, bar } = usePeriod(branchId);
  const papers = usePapers(period);
  const levels = useLevels(branchId).data ?? [];
  const [photoOf, setPhotoOf] = useState<string>();
  if (papers.error) return <FailureNotice error={papers.error} onRetry={() => void papers.refetch()} />;
  return (
    <div className="flex flex-col gap-4">
      {bar}
      {!papers.data && <Skeleton className="h-64" />}
      {papers.data && (
        <Panel title={t('stock.tabs.papers')} flush>
          {papers.data.length === 0 && <EmptyState icon={ScrollText} title={t('stock.noPapers')} />}
          <ul aria-label={t('stock.tabs.papers')}>
            {papers.data.map((paper) => (
              <PaperRow key={paper.id} paper={paper} levels={levels} utcOffsetHours={utcOffsetHours} onPhoto={() => setPhotoOf(paper.id)} />
            ))}
          </ul>
        </Panel>
      )}
      {photoOf !== undefined && <PhotoDialog branchId={branchId} id={photoOf} onClose={() => setPhotoOf(undefined)} />}
    </div>
  );
}

type PaperRowProps = {
  readonly paper: Paper;
  readonly levels: readonly Level[];
  readonly utcOffsetHours: number;
  readonly onPhoto: () => void;
};

function PaperRow({ paper, levels, utcOffsetHours, onPhoto }: PaperRowProps) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const read = stockPaperSchema.safeParse({ type: paper.type, body: paper.body }).data;
  if (!read) return null;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 border-b border-line px-4 py-3 text-14 last:border-0">
      <span className="w-28 text-ink-muted">
        {shortBusinessDay(paper.businessDay, locale)} {clockTime({ at: paper.at, utcOffsetHours })}
      </span>
      <span className="w-40 font-semibold">
        {t(`stock.papers.${read.type}`)}{' '}
        {read.type === 'stock.wasted' && <Badge tone="warning">{t(`stock.reasons.${read.body.reason}`)}</Badge>}
      </span>
      <span className="min-w-48 flex-1">{linesText(read, levels)}</span>
      <Badge>{t(paper.source === 'office' ? 'stock.office' : 'stock.till')}</Badge>
      {paper.hasPhoto && (
        <Button variant="ghost" icon={Image} onClick={onPhoto}>
          {t('stock.photo')}
        </Button>
      )}
    </li>
  );
}

function linesText(paper: StockPaper, levels: readonly Level[]): string {
  const said = (id: string, quantity: number) => {
    const level = levels.find((each) => each.id === id);
    return `${level?.name ?? '–'} ${quantityText(quantity, level?.unit ?? 'un')}`;
  };
  if (paper.type === 'stock.produced') return said(paper.body.made.ingredientId, paper.body.made.quantity);
  if (paper.type === 'stock.counted') {
    return paper.body.lines
      .map(
        ({ ingredientId, counted, expected }) =>
          `${said(ingredientId, counted)} (${counted - expected >= 0 ? '+' : ''}${said(ingredientId, counted - expected)
            .split(' ')
            .slice(-2)
            .join(' ')})`,
      )
      .join(', ');
  }
  return paper.body.lines.map(({ ingredientId, quantity }) => said(ingredientId, quantity)).join(', ');
}

function PhotoDialog({ branchId, id, onClose }: { readonly branchId: string; readonly id: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const photo = usePhoto({ branchId, id });
  return (
    <Dialog open size="medium" onClose={onClose} closeLabel={t('app.close')} title={t('stock.photo')}>
      {photo.data ? <img src={photo.data.photo} alt={t('stock.photo')} className="w-full rounded-md" /> : <Skeleton className="h-64" />}
    </Dialog>
  );
}

import { priceMoveBp } from '@fastops/shared/recipes/costing';
import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { Skeleton } from '@fastops/ui/skeleton';
import { Table, type Column } from '@fastops/ui/table';
import {
  ArrowLeftRight,
  CalendarClock,
  ClipboardList,
  Package,
  PackagePlus,
  SlidersHorizontal,
  Trash2,
  TrendingUp,
  TriangleAlert,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { centsText, pesosText, quantityText, shareText } from '../../lib/figures.ts';
import { shortBusinessDay } from '../../lib/format.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { useMay } from '../../lib/me.ts';
import { Notice } from '../../lib/notice.tsx';
import { Panel } from '../../lib/panel.tsx';
import { useRoomFor } from '../../lib/room.ts';
import { CountSheet } from './count-sheet.tsx';
import { IncomingPanel } from './incoming-panel.tsx';
import { MoveSheet, type MoveKind } from './move-sheet.tsx';
import { ReceiveSheet } from './receive-sheet.tsx';
import { useLevels, type Branch, type Level } from './stock.queries.ts';

/** A price that moved by less than this isn't worth a word. */
const WORTH_SAYING_BP = 300;
const SOON_MS = 3 * 86_400_000;

type LevelsTabProps = { readonly branch: Branch; readonly branches: readonly Branch[] };

export function LevelsTab({ branch, branches }: LevelsTabProps) {
  const { t } = useTranslation();
  const levels = useLevels(branch.id);
  const [open, setOpen] = useState<Form>();
  const close = () => setOpen(undefined);
  if (levels.error) return <FailureNotice error={levels.error} onRetry={() => void levels.refetch()} />;
  if (!levels.data) return <Skeleton className="h-72" />;
  if (levels.data.length === 0) return <EmptyState icon={Package} title={t('stock.emptyTitle')} text={t('stock.emptyText')} />;
  return (
    <div className="flex flex-col gap-4">
      <Actions hasOthers={branches.length > 1} onOpen={setOpen} />
      <PriceMoves levels={levels.data} />
      <ExpiringSoon levels={levels.data} />
      <IncomingPanel branch={branch} branches={branches} levels={levels.data} />
      <LevelsPanel levels={levels.data} />
      {open === 'receive' && <ReceiveSheet branchId={branch.id} levels={levels.data} onClose={close} />}
      {open === 'count' && <CountSheet branchId={branch.id} levels={levels.data} onClose={close} />}
      {(open === 'waste' || open === 'transfer' || open === 'adjust') && (
        <MoveSheet kind={open} branch={branch} branches={branches} levels={levels.data} onClose={close} />
      )}
    </div>
  );
}

type Form = 'receive' | 'count' | MoveKind;

function Actions({ hasOthers, onOpen }: { readonly hasOthers: boolean; readonly onOpen: (form: Form) => void }) {
  const { t } = useTranslation();
  const mayManage = useMay('stock.manage');
  const mayWork = useMay('stock.work');
  return (
    <div className="flex flex-wrap gap-2">
      {mayWork && (
        <>
          <Button variant="primary" icon={PackagePlus} onClick={() => onOpen('receive')} data-testid="receive">
            {t('stock.receive')}
          </Button>
          <Button icon={ClipboardList} onClick={() => onOpen('count')} data-testid="count">
            {t('stock.count')}
          </Button>
          <Button icon={Trash2} onClick={() => onOpen('waste')} data-testid="waste">
            {t('stock.waste')}
          </Button>
        </>
      )}
      {mayManage && hasOthers && (
        <Button icon={ArrowLeftRight} onClick={() => onOpen('transfer')} data-testid="transfer">
          {t('stock.transfer')}
        </Button>
      )}
      {mayManage && (
        <Button icon={SlidersHorizontal} onClick={() => onOpen('adjust')}>
          {t('stock.adjust')}
        </Button>
      )}
    </div>
  );
}

/** What has to be used first: lots that expire within three days, or did. */
function ExpiringSoon({ levels }: { readonly levels: readonly Level[] }) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const [soon] = useState(() => new Date(Date.now() + SOON_MS).toISOString().slice(0, 10));
  const lots = levels.flatMap(({ name, unit, lots: mine }) =>
    mine.filter(({ expiresOn }) => expiresOn <= soon).map(({ expiresOn, quantity }) => ({ name, unit, expiresOn, quantity })),
  );
  if (lots.length === 0) return null;
  const said = lots.map(({ name, unit, expiresOn, quantity }): string =>
    t('stock.lot', { name, quantity: quantityText(quantity, unit), day: shortBusinessDay(expiresOn, locale) }),
  );
  return (
    <Notice tone="warning" icon={CalendarClock}>
      {t('stock.expiring')}: {said.join(', ')}
    </Notice>
  );
}

/** "Papa +12 %": what the last purchase cost beside the one before. */
function PriceMoves({ levels }: { readonly levels: readonly Level[] }) {
  const { t } = useTranslation();
  const moved = levels.flatMap(({ name, cost }) => {
    const bp = cost.previous === null || cost.last === null ? null : priceMoveBp(cost.previous, cost.last);
    return bp === null || Math.abs(bp) < WORTH_SAYING_BP ? [] : [{ name, bp }];
  });
  if (moved.length === 0) return null;
  const said = moved.map(({ name, bp }): string => t('stock.dearer', { name, move: `${bp > 0 ? '+' : ''}${shareText(bp)}` }));
  return (
    <Notice tone="warning" icon={TrendingUp}>
      {t('stock.dearerTitle')}: {said.join(', ')}
    </Notice>
  );
}

function LevelsPanel({ levels }: { readonly levels: readonly Level[] }) {
  const { t } = useTranslation();
  const wide = useRoomFor('(min-width: 900px)');
  const columns = useColumns();
  const total = levels.reduce((sum, { worthCents }) => sum + worthCents, 0);
  const totalLabel: string = t('stock.total');
  return (
    <Panel title={t('stock.tabs.levels')} flush={!wide} action={<span className="text-14">{`${totalLabel}: ${pesosText(total)}`}</span>}>
      {wide ? (
        <Table caption={t('stock.tabs.levels')} columns={columns} rows={levels} rowKey={({ id }) => id} />
      ) : (
        <ul aria-label={t('stock.tabs.levels')}>
          {levels.map((level) => (
            <li key={level.id} className="flex items-center justify-between gap-4 border-b border-line px-4 py-3 last:border-0">
              <span className="text-16 font-semibold">{level.name}</span>
              <span className="text-right text-14">
                <OnHand level={level} />
                <span className="block text-12 text-ink-muted">{pesosText(level.worthCents)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function useColumns(): readonly Column<Level>[] {
  const { t } = useTranslation();
  const perUnit = ({ unit }: Level, cents: number | null): string => {
    if (cents === null) return '–';
    const per: string = t(`menu.ingredients.per.${unit}`);
    return `${centsText(unit === 'un' ? Math.round(cents / 1_000) : cents)} / ${per}`;
  };
  return [
    { key: 'name', title: t('stock.ingredient'), cell: ({ name }) => <span className="font-semibold">{name}</span> },
    { key: 'hand', title: t('stock.onHand'), align: 'right', cell: (level) => <OnHand level={level} /> },
    { key: 'average', title: t('stock.average'), align: 'right', cell: (level) => perUnit(level, level.cost.average) },
    { key: 'last', title: t('stock.last'), align: 'right', cell: (level) => perUnit(level, level.cost.last) },
    { key: 'worth', title: t('stock.worth'), align: 'right', cell: ({ worthCents }) => pesosText(worthCents) },
  ];
}

function OnHand({ level }: { readonly level: Level }) {
  const { t } = useTranslation();
  const text = quantityText(level.onHand, level.unit);
  if (level.onHand >= 0) return <span className="font-semibold">{text}</span>;
  return (
    <Badge tone="warning" icon={TriangleAlert}>
      <span title={t('stock.below')}>{text}</span>
    </Badge>
  );
}

import { Dialog } from '@fastops/ui/dialog';
import { EmptyState } from '@fastops/ui/empty-state';
import { Segmented } from '@fastops/ui/segmented';
import { ClipboardList, CookingPot, List, Package, PackagePlus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { can, type Me } from '../../lib/terminal.queries.ts';
import { BatchForm } from './batch-form.tsx';
import { CountForm } from './count-form.tsx';
import { LevelList } from './level-list.tsx';
import { MoveForm } from './move-form.tsx';
import { useStockRoom } from './stock.queries.ts';

const WORK = [
  { value: 'receive', icon: PackagePlus },
  { value: 'waste', icon: Trash2 },
  { value: 'count', icon: ClipboardList },
  { value: 'produce', icon: CookingPot },
  { value: 'levels', icon: List },
] as const;
type Work = (typeof WORK)[number]['value'];

/** Goods, waste, counts and batches; all of it works with no network. */
export function StockScreen({ me, onClose }: { readonly me: Me; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [work, setWork] = useState<Work>('receive');
  const room = useStockRoom().data;
  const segments = WORK.filter(({ value }) => value !== 'levels' || can(me, 'stock.read'));
  return (
    <Dialog open size="large" onClose={onClose} title={t('stock.title')} closeLabel={t('common.close')}>
      {room?.ingredients.length === 0 && <EmptyState icon={Package} title={t('stock.empty')} text={t('stock.empty-hint')} />}
      {room && room.ingredients.length > 0 && (
        <div className="flex flex-col gap-4" onKeyDown={(event) => event.key !== 'Escape' && event.stopPropagation()}>
          <Segmented
            size="touch"
            label={t('stock.title')}
            value={work}
            onChange={setWork}
            segments={segments.map((each) => ({ ...each, label: t(`stock.${each.value}`) }))}
          />
          {(work === 'receive' || work === 'waste') && <MoveForm key={work} kind={work} room={room} />}
          {work === 'count' && <CountForm room={room} />}
          {work === 'produce' && <BatchForm room={room} />}
          {work === 'levels' && <LevelList />}
        </div>
      )}
    </Dialog>
  );
}

import { IconButton } from '@fastops/ui/icon-button';
import { Segmented } from '@fastops/ui/segmented';
import { Volume2, VolumeX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { BoardView } from './board-view.tsx';
import { CustomerScreen } from './customer.screen.tsx';
import type { Board } from './kitchen.queries.ts';
import { useBoard, useKitchenLine } from './kitchen.queries.ts';
import { LostLine } from './lost-line.tsx';
import { isSoundOn, ring, setSoundOn } from './sounds.ts';

const VIEW_KEY = 'fastops.kitchen.view';
const ALL = '';
const CUSTOMERS = '*customers';

type KitchenScreenProps = {
  /** What stands at the right of the bar: a way back to the till, or the settings of a tablet. */
  readonly actions: ReactNode;
  /** What a screen that has lost its line may do beside waiting. */
  readonly whenLost?: ReactNode;
};

/** The whole face of a screen in the kitchen: a station's board, all of them, the expo's, or what customers see. */
export function KitchenScreen({ actions, whenLost }: KitchenScreenProps) {
  const { isLive } = useKitchenLine();
  const [view, setView] = useState(() => localStorage.getItem(VIEW_KEY) ?? ALL);
  const isForCustomers = view === CUSTOMERS;
  const board = useBoard(view === ALL || isForCustomers ? [] : [view]);
  const choose = (next: string) => {
    localStorage.setItem(VIEW_KEY, next);
    setView(next);
  };
  return (
    <div className="relative flex h-full flex-col bg-surface" data-testid="kitchen">
      <KitchenBar stations={board.data?.stations ?? []} view={view} onView={choose} actions={actions} />
      {isForCustomers ? <CustomerScreen /> : board.data && <BoardView key={view} board={board.data} receivedAt={board.dataUpdatedAt} />}
      {!isLive && <LostLine>{whenLost}</LostLine>}
    </div>
  );
}

type KitchenBarProps = Pick<KitchenScreenProps, 'actions'> & {
  readonly stations: Board['stations'];
  readonly view: string;
  readonly onView: (view: string) => void;
};

function KitchenBar({ stations, view, onView, actions }: KitchenBarProps) {
  const { t } = useTranslation();
  const named = stations.map(({ id, name }) => ({ value: id, label: name }));
  const segments = [{ value: ALL, label: t('kitchen.all') }, ...named, { value: CUSTOMERS, label: t('kitchen.customers') }];
  return (
    <header className="flex shrink-0 items-center gap-3 border-b border-line bg-surface-raised px-3 py-1.5">
      <h1 className="sr-only">{t('kitchen.title')}</h1>
      <div className="min-w-0 flex-1 overflow-x-auto">
        <Segmented size="touch" label={t('kitchen.view')} value={view} onChange={onView} segments={segments} />
      </div>
      <SoundSwitch />
      {actions}
    </header>
  );
}

function SoundSwitch() {
  const { t } = useTranslation();
  const [on, setOn] = useState(isSoundOn);
  const change = () => {
    setSoundOn(!on);
    setOn(!on);
    // Heard at once, and browsers let a page ring after it was touched only.
    if (!on) ring('bell');
  };
  return (
    <IconButton
      icon={on ? Volume2 : VolumeX}
      label={t(on ? 'kitchen.sound-on' : 'kitchen.sound-off')}
      size="touch"
      aria-pressed={on}
      onClick={change}
    />
  );
}

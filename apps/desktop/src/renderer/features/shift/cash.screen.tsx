import { Dialog } from '@fastops/ui/dialog';
import type { LucideIcon } from 'lucide-react';
import { ArrowLeftRight, ChartNoAxesColumn, FileCheck2, HandCoins, LockOpen, Wallet } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { can, type Me } from '../../lib/terminal.queries.ts';
import { CashMovementScreen } from './cash-movement.screen.tsx';
import { CloseShiftScreen } from './close-shift.screen.tsx';
import { HandoverScreen } from './handover.screen.tsx';
import { NoSaleScreen } from './no-sale.screen.tsx';
import { ReadingScreen } from './reading.screen.tsx';
import { useCashStatus } from './shift.queries.ts';
import { ZReportsScreen } from './z-reports.screen.tsx';

type Room = 'movement' | 'no-sale' | 'handover' | 'reading' | 'zs' | 'close';

/** Everything about the drawer, one tap each. */
export function CashScreen({ me, onClose }: { readonly me: Me; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const onShift = Boolean(useCashStatus(true).data?.session);
  const [room, setRoom] = useState<Room>();
  if (room) return <OpenRoom room={room} onClose={onClose} />;
  const doors: readonly { readonly room: Room; readonly icon: LucideIcon; readonly open: boolean }[] = [
    { room: 'movement', icon: ArrowLeftRight, open: onShift && can(me, 'cash.move') },
    { room: 'no-sale', icon: LockOpen, open: onShift },
    { room: 'handover', icon: HandCoins, open: onShift && can(me, 'cash.close') },
    { room: 'reading', icon: ChartNoAxesColumn, open: onShift && can(me, 'cash.read-expected') },
    { room: 'zs', icon: FileCheck2, open: can(me, 'cash.close') },
    { room: 'close', icon: Wallet, open: onShift && can(me, 'cash.close') },
  ];
  return (
    <Dialog open size="medium" onClose={onClose} title={t('cash.title')} closeLabel={t('common.close')}>
      <div className="grid grid-cols-2 gap-3">
        {doors
          .filter(({ open }) => open)
          .map(({ room: name, icon: Icon }) => (
            <button
              key={name}
              type="button"
              data-testid={`cash-${name}`}
              onClick={() => setRoom(name)}
              className="flex min-h-24 items-center gap-4 rounded-md border border-line-strong px-4 text-left hover:bg-surface-strong"
            >
              <Icon aria-hidden className="size-7 shrink-0 text-ink-muted" />
              <span>
                <span className="block text-16 font-semibold">{t(`cash.${name}`)}</span>
                <span className="block text-14 text-ink-muted">{t(`cash.${name}-hint`)}</span>
              </span>
            </button>
          ))}
      </div>
    </Dialog>
  );
}

function OpenRoom({ room, onClose }: { readonly room: Room; readonly onClose: () => void }) {
  switch (room) {
    case 'movement':
      return <CashMovementScreen onClose={onClose} />;
    case 'no-sale':
      return <NoSaleScreen onClose={onClose} />;
    case 'handover':
      return <HandoverScreen onClose={onClose} />;
    case 'reading':
      return <ReadingScreen onClose={onClose} />;
    case 'zs':
      return <ZReportsScreen onClose={onClose} />;
    case 'close':
      return <CloseShiftScreen onClose={onClose} />;
  }
}

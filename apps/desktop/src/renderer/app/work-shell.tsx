import { Button } from '@fastops/ui/button';
import { ReceiptText } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { BackupStrip } from '../features/backups/backup-strip.tsx';
import { BackupsScreen } from '../features/backups/backups.screen.tsx';
import { FenceNotice } from '../features/lan/fence-notice.tsx';
import { LanScreen } from '../features/lan/lan.screen.tsx';
import { OrdersScreen } from '../features/orders/orders.screen.tsx';
import type { Owing } from '../features/orders/orders.queries.ts';
import { PrintQueueScreen } from '../features/printing/print-queue.screen.tsx';
import { TroubleStrip } from '../features/printing/trouble-strip.tsx';
import { CashScreen } from '../features/shift/cash.screen.tsx';
import { CashMovementScreen } from '../features/shift/cash-movement.screen.tsx';
import { CloseShiftScreen } from '../features/shift/close-shift.screen.tsx';
import { useCashStatus } from '../features/shift/shift.queries.ts';
import { CustodyFooter } from '../features/sync/custody-footer.tsx';
import { CustodyNotices } from '../features/sync/custody-notices.tsx';
import { useSwitchNotice } from '../features/sync/switch-notice.ts';
import { SyncScreen } from '../features/sync/sync.screen.tsx';
import { useShortcuts } from '../lib/shortcuts.ts';
import type { Me, TerminalStatus } from '../lib/terminal.queries.ts';
import { can, useLogout } from '../lib/terminal.queries.ts';
import { TopBar } from './top-bar.tsx';
import { UserMenu } from './user-menu.tsx';

type Panel = 'backups' | 'lan' | 'orders' | 'printing' | 'sync' | 'cash' | 'cash-movement' | 'close-shift';

type WorkShellProps = {
  readonly terminal: TerminalStatus;
  readonly me: Me;
  readonly onCharge?: (owing: Owing) => void;
  /** Gets the strips that say what is wrong; they go where they push nothing from under a finger. */
  readonly children: (notices: ReactNode) => ReactNode;
};

/** What surrounds all work at the till: who and where, the state of things, and the panels behind them. */
export function WorkShell({ terminal, me, onCharge, children }: WorkShellProps) {
  const [panel, setPanel] = useState<Panel>();
  const logout = useLogout();
  const tellWhatIsHeld = useSwitchNotice();
  const onShift = Boolean(useCashStatus(can(me, 'cash.close')).data?.session);
  const close = () => setPanel(undefined);
  const notices = (
    <>
      <FenceNotice />
      <CustodyNotices onView={() => setPanel('sync')} />
      <BackupStrip mayManage={can(me, 'backups.manage')} onView={() => setPanel('backups')} />
      <TroubleStrip enabled={can(me, 'printers.read')} onView={() => setPanel('printing')} />
    </>
  );
  const openOrders = () => setPanel('orders');
  useShortcuts({ F8: openOrders });
  const charge = (owing: Owing) => {
    close();
    onCharge?.(owing);
  };
  return (
    <div className="flex h-full flex-col">
      <TopBar
        terminal={terminal}
        menu={
          <>
            <OrdersButton onPress={openOrders} />
            <UserMenu
              me={me}
              onPrinting={() => setPanel('printing')}
              onLan={() => setPanel('lan')}
              onBackups={can(me, 'backups.manage') ? () => setPanel('backups') : undefined}
              onCash={can(me, 'cash.close') ? () => setPanel('cash') : undefined}
              onCashMovement={onShift && can(me, 'cash.move') ? () => setPanel('cash-movement') : undefined}
              onCloseShift={onShift ? () => setPanel('close-shift') : undefined}
              onSwitch={() => logout.mutate(undefined, { onSuccess: tellWhatIsHeld })}
            />
          </>
        }
      />
      {children(notices)}
      <CustodyFooter onPress={() => setPanel('sync')} />
      {panel && <OpenPanel panel={panel} me={me} terminal={terminal} onCharge={charge} onClose={close} />}
    </div>
  );
}

type OpenPanelProps = Pick<WorkShellProps, 'terminal' | 'me'> & {
  readonly panel: Panel;
  readonly onCharge: (owing: Owing) => void;
  readonly onClose: () => void;
};

function OpenPanel({ panel, me, terminal, onCharge, onClose }: OpenPanelProps) {
  switch (panel) {
    case 'orders':
      return <OrdersScreen me={me} onCharge={onCharge} onClose={onClose} />;
    case 'printing':
      return <PrintQueueScreen me={me} onClose={onClose} />;
    case 'backups':
      return <BackupsScreen onClose={onClose} />;
    case 'lan':
      return <LanScreen mayManage={can(me, 'terminal.hub')} onClose={onClose} />;
    case 'sync':
      return <SyncScreen mayPush={can(me, 'sync.read')} secretsBackend={terminal.secretsBackend} onClose={onClose} />;
    case 'cash':
      return <CashScreen me={me} onClose={onClose} />;
    case 'cash-movement':
      return <CashMovementScreen onClose={onClose} />;
    case 'close-shift':
      return <CloseShiftScreen onClose={onClose} />;
  }
}

function OrdersButton({ onPress }: { readonly onPress: () => void }) {
  const { t } = useTranslation();
  return (
    <Button size="touch" variant="ghost" icon={ReceiptText} aria-keyshortcuts="F8" onClick={onPress}>
      {t('menu.orders')}
    </Button>
  );
}

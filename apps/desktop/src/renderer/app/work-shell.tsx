import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { IconButton } from '@fastops/ui/icon-button';
import { BadgeQuestionMark, Bike, Lock, ReceiptText } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { BackupStrip } from '../features/backups/backup-strip.tsx';
import { BackupsScreen } from '../features/backups/backups.screen.tsx';
import { KitchenAlarmStrip } from '../features/kitchen/alarm-strip.tsx';
import { DisplaySettingsDialog } from '../features/customer-display/display-settings.dialog.tsx';
import { useDrivers } from '../features/drivers/drivers.queries.ts';
import { DriversScreen } from '../features/drivers/drivers.screen.tsx';
import { DeviceScreen } from '../features/device/device.screen.tsx';
import { OwedStrip } from '../features/subscription/owed-strip.tsx';
import { FenceNotice } from '../features/lan/fence-notice.tsx';
import { LanScreen } from '../features/lan/lan.screen.tsx';
import { useWaiting } from '../features/orders/orders.queries.ts';
import { WaitingScreen } from '../features/orders/waiting.screen.tsx';
import type { Owing } from '../features/orders/orders.queries.ts';
import { PrintQueueScreen } from '../features/printing/print-queue.screen.tsx';
import { TroubleStrip } from '../features/printing/trouble-strip.tsx';
import { DrawerAlarm } from '../features/shift/drawer-alarm.tsx';
import { CashScreen } from '../features/shift/cash.screen.tsx';
import { CashMovementScreen } from '../features/shift/cash-movement.screen.tsx';
import { CloseShiftScreen } from '../features/shift/close-shift.screen.tsx';
import { useCashStatus } from '../features/shift/shift.queries.ts';
import { CustodyFooter } from '../features/sync/custody-footer.tsx';
import { CustodyNotices } from '../features/sync/custody-notices.tsx';
import { StockScreen } from '../features/stock/stock.screen.tsx';
import { useSwitchNotice } from '../features/sync/switch-notice.ts';
import { SyncScreen } from '../features/sync/sync.screen.tsx';
import { useFirstStart } from '../lib/first-start.ts';
import { useLook } from '../lib/look.ts';
import { useSettings } from '../lib/settings.tsx';
import { useOffer } from '../lib/offer.ts';
import { useIdle } from '../lib/use-idle.ts';
import { LOCK_KEY, MENU_KEY, PANEL_KEYS, type Panel } from '../lib/keys.ts';
import { type Shortcuts, useShortcuts } from '../lib/shortcuts.ts';
import type { Me, TerminalStatus } from '../lib/terminal.queries.ts';
import { can, useLogout } from '../lib/terminal.queries.ts';
import { KitchenPanel } from './kitchen-panel.tsx';
import { OrderDesk } from './order-desk.tsx';
import { TopBar } from './top-bar.tsx';
import { type Openers, UserMenu } from './user-menu.tsx';

type WorkShellProps = {
  readonly terminal: TerminalStatus;
  readonly me: Me;
  readonly onCharge?: (owing: Owing) => void;
  /** Gets the strips that say what is wrong; they go where they push nothing from under a finger. */
  readonly children: (notices: ReactNode) => ReactNode;
};

type NoticesProps = { readonly terminal: TerminalStatus; readonly me: Me; readonly onView: (panel: Panel) => void };

/** What somebody at the till should know, above everything else. */
function Notices({ terminal, me, onView }: NoticesProps) {
  return (
    <>
      <KitchenAlarmStrip enabled={can(me, 'kitchen.read')} />
      <DrawerAlarm />
      <FenceNotice />
      <OwedStrip worksUntil={terminal.worksUntil} locale={terminal.language === 'es' ? 'es-CO' : 'en'} />
      <CustodyNotices onView={() => onView('sync')} />
      <BackupStrip mayManage={can(me, 'backups.manage')} onView={() => onView('backups')} />
      <TroubleStrip enabled={can(me, 'printers.read')} onView={() => onView('printing')} />
    </>
  );
}

/** A computer that was prepared for the kitchen opens its board by itself. */
function useFirstPanel(me: Me): Panel | undefined {
  return useLook()?.role === 'kitchen' && can(me, 'kitchen.read') ? 'kitchen' : undefined;
}

/** What surrounds all work at the till: who and where, the state of things, and the panels behind them. */
export function WorkShell({ terminal, me, onCharge, children }: WorkShellProps) {
  const [panel, setPanel] = useState(useFirstPanel(me));
  const logout = useLogout();
  const tellWhatIsHeld = useSwitchNotice();
  const onShift = Boolean(useCashStatus(can(me, 'cash.close')).data?.session);
  const close = () => setPanel(undefined);
  const notices = <Notices terminal={terminal} me={me} onView={setPanel} />;
  const leave = () => logout.mutate(undefined, { onSuccess: tellWhatIsHeld });
  const panels = openers(me, onShift, setPanel);
  useShortcuts({ ...keysOf(panels), [LOCK_KEY]: leave, [MENU_KEY]: openUserMenu });
  const { autoLockMinutes } = useSettings();
  // The owner's word for the branch counts before what this till was set to.
  useIdle(useOffer().autoLockMinutes ?? autoLockMinutes, leave);
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
            <DriversButton enabled={can(me, 'payments.take')} onPress={() => setPanel('drivers')} />
            <WaitingButton enabled={can(me, 'orders.read')} onPress={() => setPanel('waiting')} />
            <OrdersButton onPress={() => setPanel('orders')} />
            <UserMenu me={me} panels={panels} onSwitch={leave} />
            <LockButton onPress={leave} />
          </>
        }
      />
      {children(notices)}
      <CustodyFooter onPress={() => setPanel('sync')} />
      {panel && <OpenPanel panel={panel} me={me} terminal={terminal} onCharge={charge} onClose={close} />}
    </div>
  );
}

/** What this person may open now. */
function openers(me: Me, onShift: boolean, open: (panel: Panel) => void): Openers {
  const when = (allowed: boolean, panel: Panel) => (allowed ? () => open(panel) : undefined);
  return {
    orders: when(true, 'orders'),
    waiting: when(can(me, 'orders.read'), 'waiting'),
    drivers: when(can(me, 'payments.take'), 'drivers'),
    printing: when(true, 'printing'),
    kitchen: when(can(me, 'kitchen.read'), 'kitchen'),
    lan: when(true, 'lan'),
    backups: when(can(me, 'backups.manage'), 'backups'),
    cash: when(can(me, 'cash.close'), 'cash'),
    'cash-movement': when(onShift && can(me, 'cash.move'), 'cash-movement'),
    stock: when(can(me, 'stock.work'), 'stock'),
    'close-shift': when(onShift, 'close-shift'),
    display: when(can(me, 'printers.manage'), 'display'),
    device: when(true, 'device'),
    sync: when(true, 'sync'),
  };
}

function keysOf(panels: Openers): Shortcuts {
  const entries = Object.entries(panels) as [Panel, (() => void) | undefined][];
  return Object.fromEntries(entries.flatMap(([panel, open]) => (open ? [[PANEL_KEYS[panel], open]] : [])));
}

/** As a finger would: the menu belongs to its button. */
function openUserMenu(): void {
  document.querySelector<HTMLElement>('[data-testid="user-menu"]')?.click();
}

type OpenPanelProps = Pick<WorkShellProps, 'terminal' | 'me'> & {
  readonly panel: Panel;
  readonly onCharge: (owing: Owing) => void;
  readonly onClose: () => void;
};

function OpenPanel(props: OpenPanelProps) {
  if (props.panel === 'device') return <DevicePanel me={props.me} onClose={props.onClose} />;
  if (props.panel === 'drivers') return <DriversScreen onClose={props.onClose} />;
  if (props.panel === 'stock') return <StockScreen me={props.me} onClose={props.onClose} />;
  return <WorkPanel {...props} panel={props.panel} />;
}

function DevicePanel({ me, onClose }: Pick<OpenPanelProps, 'me' | 'onClose'>) {
  const { go } = useFirstStart();
  return (
    <DeviceScreen
      mayInstall={can(me, 'terminal.release')}
      mayRun={can(me, 'printers.manage')}
      mayWire={can(me, 'printers.manage')}
      onSetUp={() => go('printers')}
      onClose={onClose}
    />
  );
}

type WorkPanelProps = Omit<OpenPanelProps, 'panel'> & { readonly panel: Exclude<Panel, 'device' | 'stock' | 'drivers'> };

function WorkPanel({ panel, me, terminal, onCharge, onClose }: WorkPanelProps) {
  switch (panel) {
    case 'kitchen':
      return <KitchenPanel onClose={onClose} />;
    case 'orders':
      return <OrderDesk me={me} onCharge={onCharge} onClose={onClose} />;
    case 'display':
      return <DisplaySettingsDialog onClose={onClose} />;
    case 'waiting':
      return <WaitingScreen onClose={onClose} />;
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

/** Only when there is something to verify: a count that asks to be looked at. */
function WaitingButton({ enabled, onPress }: { readonly enabled: boolean; readonly onPress: () => void }) {
  const { t } = useTranslation();
  const waiting = useWaiting(enabled).length;
  if (waiting === 0) return null;
  return (
    <Button
      size="touch"
      variant="ghost"
      icon={BadgeQuestionMark}
      data-testid="waiting-open"
      aria-keyshortcuts={PANEL_KEYS.waiting}
      onClick={onPress}
    >
      {t('menu.waiting')} <Badge tone="warning">{waiting}</Badge>
    </Button>
  );
}

/** Only while a delivery waits for a driver, or somebody has not handed in. */
function DriversButton({ enabled, onPress }: { readonly enabled: boolean; readonly onPress: () => void }) {
  const { t } = useTranslation();
  const { toSendOut, owed } = useDrivers(enabled);
  const waiting = toSendOut.length + owed.length;
  if (waiting === 0) return null;
  return (
    <Button size="touch" variant="ghost" icon={Bike} data-testid="drivers-open" aria-keyshortcuts={PANEL_KEYS.drivers} onClick={onPress}>
      {t('menu.drivers')} <Badge tone={owed.length > 0 ? 'warning' : 'neutral'}>{waiting}</Badge>
    </Button>
  );
}

/** One tap to the names; the order that is open stays with the till. */
function LockButton({ onPress }: { readonly onPress: () => void }) {
  const { t } = useTranslation();
  return <IconButton icon={Lock} label={t('menu.lock')} size="touch" data-testid="lock" aria-keyshortcuts={LOCK_KEY} onClick={onPress} />;
}

function OrdersButton({ onPress }: { readonly onPress: () => void }) {
  const { t } = useTranslation();
  return (
    <Button size="touch" variant="ghost" icon={ReceiptText} aria-keyshortcuts={PANEL_KEYS.orders} onClick={onPress}>
      {t('menu.orders')}
    </Button>
  );
}

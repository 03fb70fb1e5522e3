import { Avatar } from '@fastops/ui/avatar';
import { Menu, MenuItem, MenuSeparator } from '@fastops/ui/menu';
import {
  ArchiveRestore,
  ArrowLeftRight,
  Banknote,
  ChefHat,
  ChevronDown,
  MonitorCog,
  MonitorSmartphone,
  Network,
  Package,
  Printer,
  UserRound,
  Wallet,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';

import type { Me } from '../lib/terminal.queries.ts';
import { SettingsChoices } from './settings-menu.tsx';

type UserMenuProps = {
  readonly me: Me;
  readonly onPrinting: () => void;
  readonly onKitchen: (() => void) | undefined;
  readonly onLan: () => void;
  readonly onBackups: (() => void) | undefined;
  readonly onCash: (() => void) | undefined;
  readonly onCashMovement: (() => void) | undefined;
  readonly onStock: (() => void) | undefined;
  readonly onCloseShift: (() => void) | undefined;
  readonly onDisplay: (() => void) | undefined;
  readonly onDevice: () => void;
  readonly onSwitch: () => void;
};

const ROLES = ['owner', 'administrator', 'manager', 'cashier', 'cook'] as const;

/** What opens a panel, in the order of the list; one without a handler isn't for this person, or not now. */
const ITEMS = [
  { of: 'onPrinting', icon: Printer, label: 'menu.print-queue' },
  { of: 'onKitchen', icon: ChefHat, label: 'menu.kitchen' },
  { of: 'onLan', icon: Network, label: 'menu.lan' },
  { of: 'onBackups', icon: ArchiveRestore, label: 'menu.backups' },
  { of: 'onCash', icon: Banknote, label: 'menu.cash' },
  { of: 'onCashMovement', icon: ArrowLeftRight, label: 'menu.cash-movement' },
  { of: 'onStock', icon: Package, label: 'menu.stock' },
  { of: 'onCloseShift', icon: Wallet, label: 'menu.close-shift' },
  { of: 'onDisplay', icon: MonitorSmartphone, label: 'menu.customer-display' },
  { of: 'onDevice', icon: MonitorCog, label: 'menu.device' },
] as const;

export function UserMenu({ me, onSwitch, ...panels }: UserMenuProps) {
  const { t } = useTranslation();
  const role = ROLES.find((each) => each === me.role);
  return (
    <Menu
      label={t('menu.user', { name: me.name })}
      trigger={
        <button
          type="button"
          data-testid="user-menu"
          className="flex min-h-12 max-w-64 items-center gap-2 rounded-md px-2 text-14 font-medium hover:bg-surface-strong"
        >
          <Avatar name={me.name} size="small" />
          <span className="truncate">
            {me.name}
            {role && <span className="text-ink-muted"> ({t(`role.${role}`).toLowerCase()})</span>}
          </span>
          <ChevronDown aria-hidden className="size-4 shrink-0" />
        </button>
      }
    >
      {ITEMS.map(({ of, icon, label }) => {
        const onPress = panels[of];
        return (
          onPress && (
            <MenuItem key={of} icon={icon} onPress={onPress}>
              {t(label)}
            </MenuItem>
          )
        );
      })}
      <MenuSeparator />
      <SettingsChoices />
      <MenuSeparator />
      <MenuItem icon={UserRound} onPress={onSwitch}>
        {t('menu.switch-user')}
      </MenuItem>
    </Menu>
  );
}

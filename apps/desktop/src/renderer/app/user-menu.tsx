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

import { LOCK_KEY, MENU_KEY, PANEL_KEYS, type Panel } from '../lib/keys.ts';
import type { Me } from '../lib/terminal.queries.ts';
import { SettingsChoices } from './settings-menu.tsx';

/** What each panel does when it is asked for; one that isn't there isn't for this person, or not now. */
export type Openers = Readonly<Record<Panel, (() => void) | undefined>>;

type UserMenuProps = {
  readonly me: Me;
  readonly panels: Openers;
  readonly onSwitch: () => void;
};

const ROLES = ['owner', 'administrator', 'manager', 'cashier', 'cook'] as const;

/** What opens from here, in the order of the list. */
const ITEMS = [
  { panel: 'printing', icon: Printer, label: 'menu.print-queue' },
  { panel: 'kitchen', icon: ChefHat, label: 'menu.kitchen' },
  { panel: 'lan', icon: Network, label: 'menu.lan' },
  { panel: 'backups', icon: ArchiveRestore, label: 'menu.backups' },
  { panel: 'cash', icon: Banknote, label: 'menu.cash' },
  { panel: 'cash-movement', icon: ArrowLeftRight, label: 'menu.cash-movement' },
  { panel: 'stock', icon: Package, label: 'menu.stock' },
  { panel: 'close-shift', icon: Wallet, label: 'menu.close-shift' },
  { panel: 'display', icon: MonitorSmartphone, label: 'menu.customer-display' },
  { panel: 'device', icon: MonitorCog, label: 'menu.device' },
] as const;

export function UserMenu({ me, panels, onSwitch }: UserMenuProps) {
  const { t } = useTranslation();
  const role = ROLES.find((each) => each === me.role);
  return (
    <Menu
      label={t('menu.user', { name: me.name })}
      trigger={
        <button
          type="button"
          data-testid="user-menu"
          aria-keyshortcuts={MENU_KEY}
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
      {ITEMS.map(({ panel, icon, label }) => {
        const onPress = panels[panel];
        return (
          onPress && (
            <MenuItem key={panel} icon={icon} onPress={onPress} shortcut={PANEL_KEYS[panel]}>
              {t(label)}
            </MenuItem>
          )
        );
      })}
      <MenuSeparator />
      <SettingsChoices />
      <MenuSeparator />
      <MenuItem icon={UserRound} onPress={onSwitch} shortcut={LOCK_KEY}>
        {t('menu.switch-user')}
      </MenuItem>
    </Menu>
  );
}

import { Avatar } from '@fastops/ui/avatar';
import { Menu, MenuItem, MenuSeparator } from '@fastops/ui/menu';
import { ArchiveRestore, ArrowLeftRight, Banknote, ChefHat, ChevronDown, Network, Printer, UserRound, Wallet } from 'lucide-react';
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
  readonly onCloseShift: (() => void) | undefined;
  readonly onSwitch: () => void;
};

const ROLES = ['owner', 'administrator', 'manager', 'cashier', 'cook'] as const;

export function UserMenu({ me, onPrinting, onKitchen, onLan, onBackups, onCash, onCashMovement, onCloseShift, onSwitch }: UserMenuProps) {
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
      <MenuItem icon={Printer} onPress={onPrinting}>
        {t('menu.print-queue')}
      </MenuItem>
      {onKitchen && (
        <MenuItem icon={ChefHat} onPress={onKitchen}>
          {t('menu.kitchen')}
        </MenuItem>
      )}
      <MenuItem icon={Network} onPress={onLan}>
        {t('menu.lan')}
      </MenuItem>
      {onBackups && (
        <MenuItem icon={ArchiveRestore} onPress={onBackups}>
          {t('menu.backups')}
        </MenuItem>
      )}
      {onCash && (
        <MenuItem icon={Banknote} onPress={onCash}>
          {t('menu.cash')}
        </MenuItem>
      )}
      {onCashMovement && (
        <MenuItem icon={ArrowLeftRight} onPress={onCashMovement}>
          {t('menu.cash-movement')}
        </MenuItem>
      )}
      {onCloseShift && (
        <MenuItem icon={Wallet} onPress={onCloseShift}>
          {t('menu.close-shift')}
        </MenuItem>
      )}
      <MenuSeparator />
      <SettingsChoices />
      <MenuSeparator />
      <MenuItem icon={UserRound} onPress={onSwitch}>
        {t('menu.switch-user')}
      </MenuItem>
    </Menu>
  );
}

import { IconButton } from '@fastops/ui/icon-button';
import { Menu, MenuItem } from '@fastops/ui/menu';
import { Combine, EllipsisVertical, HandPlatter, LogOut, Split } from 'lucide-react';
import { useTranslation } from 'react-i18next';

type OrderActionsProps = {
  readonly onTables: () => void;
  readonly onSplit: () => void;
  readonly onMerge: () => void;
  readonly onLeave: () => void;
};

/** What can be done with an order that was sent: move it, divide it, join it, or leave it for later. */
export function OrderActions({ onTables, onSplit, onMerge, onLeave }: OrderActionsProps) {
  const { t } = useTranslation();
  return (
    <Menu
      label={t('service.work')}
      trigger={<IconButton icon={EllipsisVertical} size="touch" label={t('service.work')} data-testid="order-actions" />}
    >
      <MenuItem icon={HandPlatter} onPress={onTables}>
        {t('service.tables')}
      </MenuItem>
      <MenuItem icon={Split} onPress={onSplit}>
        {t('service.split')}
      </MenuItem>
      <MenuItem icon={Combine} onPress={onMerge}>
        {t('service.merge')}
      </MenuItem>
      <MenuItem icon={LogOut} onPress={onLeave}>
        {t('service.leave')}
      </MenuItem>
    </Menu>
  );
}

import { IconButton } from '@fastops/ui/icon-button';
import { Menu, MenuItem } from '@fastops/ui/menu';
import { Combine, EllipsisVertical, HandPlatter, LogOut, Pause, Play, Split } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useHoldCourse } from './sell.queries.ts';

type OrderActionsProps = {
  readonly orderId: string;
  readonly onTables: () => void;
  readonly onSplit: () => void;
  readonly onMerge: () => void;
  readonly onLeave: () => void;
};

/** What can be done with an order that was sent: move it, divide it, join it, let its next course wait, or leave it for later. */
export function OrderActions({ orderId, onTables, onSplit, onMerge, onLeave }: OrderActionsProps) {
  const { t } = useTranslation();
  const hold = useHoldCourse(orderId);
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
      <MenuItem icon={Pause} onPress={() => hold(true)}>
        {t('service.course-hold')}
      </MenuItem>
      <MenuItem icon={Play} onPress={() => hold(false)}>
        {t('service.course-fire')}
      </MenuItem>
      <MenuItem icon={LogOut} onPress={onLeave}>
        {t('service.leave')}
      </MenuItem>
    </Menu>
  );
}

import { IconButton } from '@fastops/ui/icon-button';
import { Menu, MenuItem } from '@fastops/ui/menu';
import { Combine, EllipsisVertical, HandPlatter, LogOut, Pause, Play, Split } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { WORK_KEYS } from '../../lib/keys.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';
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
  useShortcuts({
    [WORK_KEYS.split]: onSplit,
    [WORK_KEYS.merge]: onMerge,
    [WORK_KEYS['course-hold']]: () => hold(true),
    [WORK_KEYS['course-fire']]: () => hold(false),
    [WORK_KEYS.leave]: onLeave,
  });
  return (
    <Menu
      label={t('service.work')}
      trigger={<IconButton icon={EllipsisVertical} size="touch" label={t('service.work')} data-testid="order-actions" />}
    >
      <MenuItem icon={HandPlatter} onPress={onTables} shortcut={WORK_KEYS.tables}>
        {t('service.tables')}
      </MenuItem>
      <MenuItem icon={Split} onPress={onSplit} shortcut={WORK_KEYS.split}>
        {t('service.split')}
      </MenuItem>
      <MenuItem icon={Combine} onPress={onMerge} shortcut={WORK_KEYS.merge}>
        {t('service.merge')}
      </MenuItem>
      <MenuItem icon={Pause} onPress={() => hold(true)} shortcut={WORK_KEYS['course-hold']}>
        {t('service.course-hold')}
      </MenuItem>
      <MenuItem icon={Play} onPress={() => hold(false)} shortcut={WORK_KEYS['course-fire']}>
        {t('service.course-fire')}
      </MenuItem>
      <MenuItem icon={LogOut} onPress={onLeave} shortcut={WORK_KEYS.leave}>
        {t('service.leave')}
      </MenuItem>
    </Menu>
  );
}

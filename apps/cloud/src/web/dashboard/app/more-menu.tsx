import { Menu, MenuItem } from '@fastops/ui/menu';
import type { LucideIcon } from 'lucide-react';

import { goTo } from '../lib/location.ts';
import { MoreButton } from './more-button.tsx';

type MoreMenuProps = {
  readonly here: boolean;
  readonly children: string;
  readonly entries: readonly { readonly to: string; readonly label: string; readonly icon: LucideIcon }[];
};

/** The sections that a phone's bar has no room for; open as soon as it is there. */
export function MoreMenu({ here, children, entries }: MoreMenuProps) {
  return (
    <Menu startsOpen label={children} trigger={<MoreButton here={here}>{children}</MoreButton>}>
      {entries.map(({ to, label, icon }) => (
        <MenuItem key={to} icon={icon} onPress={() => goTo(to)}>
          {label}
        </MenuItem>
      ))}
    </Menu>
  );
}

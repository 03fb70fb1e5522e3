import type { ModifierGroup } from '@fastops/shared/catalog/product';
import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { Layers, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { newId } from '../../lib/new-id.ts';
import { Panel } from '../../lib/panel.tsx';
import { GroupSheet } from './group-sheet.tsx';
import type { MenuNow } from './menu.queries.ts';

/** Sauces, extras, what may be left out, and the parts of combos. */
export function GroupsTab({ menu }: { readonly menu: MenuNow }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<{ group: ModifierGroup; isNew: boolean }>();
  const start = () => setOpen({ isNew: true, group: { id: newId(), name: '', kind: 'extra', min: 0, max: 1, freeCount: 0, options: [] } });
  return (
    <Panel
      title={t('menu.tabs.groups')}
      flush
      action={
        <Button variant="primary" icon={Plus} onClick={start} data-testid="new-group">
          {t('menu.group.new')}
        </Button>
      }
    >
      {menu.groups.length === 0 && <EmptyState icon={Layers} title={t('menu.group.emptyTitle')} text={t('menu.group.emptyText')} />}
      <ul aria-label={t('menu.tabs.groups')}>
        {menu.groups.map((group) => (
          <li key={group.id} className="border-b border-line last:border-0">
            <button
              type="button"
              className="flex min-h-14 w-full flex-wrap items-center gap-3 px-4 py-2 text-left hover:bg-surface"
              onClick={() => setOpen({ group, isNew: false })}
            >
              <span className="text-16 font-semibold">{group.name}</span>
              <Badge>{t(`menu.group.kind.${group.kind}`)}</Badge>
              <span className="min-w-0 flex-1 truncate text-14 text-ink-muted">{group.options.map(({ name }) => name).join(', ')}</span>
            </button>
          </li>
        ))}
      </ul>
      {open && <GroupSheet key={open.group.id} menu={menu} start={open.group} isNew={open.isNew} onClose={() => setOpen(undefined)} />}
    </Panel>
  );
}

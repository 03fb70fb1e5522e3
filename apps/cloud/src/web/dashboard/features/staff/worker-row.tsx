import { Avatar } from '@fastops/ui/avatar';
import { Badge } from '@fastops/ui/badge';
import { Ban, KeyRound, LogOut } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { placeName, roleName } from '../../lib/role-words.ts';
import type { Branch, Role, Worker } from './staff.queries.ts';

type WorkerRowProps = {
  readonly worker: Worker;
  readonly roles: readonly Role[];
  readonly branches: readonly Branch[];
  readonly onOpen: () => void;
};

/** One person of the list; a tap opens them. */
export function WorkerRow({ worker, roles, branches, onOpen }: WorkerRowProps) {
  const { t } = useTranslation();
  const places = [worker.branchId, ...worker.alsoAt].map((at) => placeName(t, branches, at));
  return (
    <li className="border-t border-line first:border-t-0">
      <button type="button" onClick={onOpen} className="flex min-h-14 w-full items-center gap-3 px-4 py-2 text-left hover:bg-surface">
        <Avatar name={worker.name} size="small" />
        <span className="min-w-0 flex-1">
          <span className="block truncate text-14 font-semibold">{worker.name}</span>
          <span className="block truncate text-14 text-ink-muted">{places.join(' · ')}</span>
        </span>
        <span className="flex max-w-[50%] flex-wrap justify-end gap-1">
          {worker.status === 'blocked' && (
            <Badge tone="danger" icon={Ban}>
              {t('staff.badge.blocked')}
            </Badge>
          )}
          {worker.status === 'left' && <Badge icon={LogOut}>{t('staff.badge.left')}</Badge>}
          {worker.status === 'working' && !worker.hasPin && (
            <Badge tone="warning" icon={KeyRound}>
              {t('staff.badge.noPin')}
            </Badge>
          )}
          <Badge>{roleName(t, roles, worker.role)}</Badge>
        </span>
      </button>
    </li>
  );
}

import { Badge } from '@fastops/ui/badge';
import { Skeleton } from '@fastops/ui/skeleton';
import { LIMIT_NAMES } from '@fastops/shared/identity/limits';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { OfOnePlace } from '../../lib/branch-pick.tsx';
import { FailureNotice } from '../../lib/failure-notice.tsx';
import { roleName } from '../../lib/role-words.ts';
import { LimitsSheet } from './limits-sheet.tsx';
import { limitText } from './limit-text.ts';
import type { RoleLimits } from './limits.queries.ts';
import { useBranches, useLimits } from './limits.queries.ts';

/** How far each role goes before a supervisor is asked. */
export function LimitsScreen() {
  const { t } = useTranslation();
  return (
    <OfOnePlace branches={useBranches()} label={t('limits.place')} permission="staff.read">
      {(branchId) => <RoleList branchId={branchId} />}
    </OfOnePlace>
  );
}

function RoleList({ branchId }: { readonly branchId: string | null }) {
  const limits = useLimits(branchId);
  const [openId, setOpenId] = useState<string>();
  if (limits.error) return <FailureNotice error={limits.error} onRetry={() => void limits.refetch()} />;
  if (!limits.data) return <Skeleton className="h-64" />;
  const open = limits.data.find(({ roleId }) => roleId === openId);
  return (
    <>
      <ul className="overflow-clip rounded-md border border-line bg-surface-raised">
        {limits.data.map((role) => (
          <RoleRow key={role.roleId} role={role} onOpen={() => setOpenId(role.roleId)} />
        ))}
      </ul>
      {open && <LimitsSheet key={open.roleId} role={open} branchId={branchId} onClose={() => setOpenId(undefined)} />}
    </>
  );
}

function RoleRow({ role, onOpen }: { readonly role: RoleLimits; readonly onOpen: () => void }) {
  const { t } = useTranslation();
  const name: string = roleName(t, [{ id: role.roleId, name: role.name }], role.roleId);
  const changed = Object.keys(role.own).length;
  return (
    <li className="border-t border-line first:border-t-0">
      <button type="button" onClick={onOpen} className="flex min-h-14 w-full items-center gap-3 px-4 py-3 text-left hover:bg-surface">
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-center gap-2 text-14 font-semibold">
            {name}
            {changed > 0 && <Badge tone="accent">{t('limits.changed', { count: changed })}</Badge>}
          </span>
          <span className="mt-1 grid gap-x-6 gap-y-0.5 text-14 sm:grid-cols-2 lg:grid-cols-3">
            {LIMIT_NAMES.map((limit) => (
              <span key={limit} className="flex justify-between gap-2">
                <span className="truncate text-ink-muted">{t(`limits.short.${limit}`)}</span>
                <span className="tabular-nums">
                  {limitText(t, limit, role.own[limit] === undefined ? role.otherwise[limit] : role.own[limit])}
                </span>
              </span>
            ))}
          </span>
        </span>
        <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-muted" />
      </button>
    </li>
  );
}

import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useMay } from '../../lib/me.ts';
import { newId } from '../../lib/new-id.ts';
import { roleName } from '../../lib/role-words.ts';
import type { Role, RoleDraft } from './people.queries.ts';
import { RoleEditor } from './role-editor.tsx';

/** FastOps' roles and the company's own, with how much each allows. */
export function RoleList({ roles }: { readonly roles: readonly Role[] }) {
  const { t } = useTranslation();
  const mayManage = useMay('staff.manage');
  const [draft, setDraft] = useState<RoleDraft>();
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-[60ch] text-14 text-ink-muted">{t('people.roles.systemHint')}</p>
        {mayManage && (
          <Button icon={Plus} variant="primary" onClick={() => setDraft(emptyRole())}>
            {t('people.roles.add')}
          </Button>
        )}
      </div>
      <ul className="overflow-clip rounded-md border border-line bg-surface-raised">
        {roles.map((role) => (
          <li key={role.id} className="flex min-h-14 items-center gap-3 border-t border-line px-4 py-2 first:border-t-0">
            <span className="min-w-0 flex-1">
              <span className="block text-14 font-semibold">
                {roleName(t, roles, role.id)} {role.system && <Badge>{t('people.roles.system')}</Badge>}
              </span>
              {role.description !== '' && <span className="block text-14 text-ink-muted">{role.description}</span>}
            </span>
            <span className="text-14 text-ink-muted tabular-nums">{t('people.roles.count', { count: role.all.length })}</span>
            {mayManage && !role.system && (
              <Button variant="ghost" onClick={() => setDraft(draftOf(role))}>
                {t('people.roles.edit', { role: role.name })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {draft && <RoleEditor key={draft.id} start={draft} roles={roles} onClose={() => setDraft(undefined)} />}
    </div>
  );
}

function emptyRole(): RoleDraft {
  return { id: newId(), name: '', description: '', parents: [], permissions: [] };
}

function draftOf({ id, name, description, parents, permissions }: Role): RoleDraft {
  return { id, name, description, parents: [...parents], permissions: permissions as RoleDraft['permissions'] };
}

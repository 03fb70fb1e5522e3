import { PERMISSIONS, type Permission } from '@fastops/shared/identity/permissions';
import { Button } from '@fastops/ui/button';
import { Chip } from '@fastops/ui/chip';
import { Sheet } from '@fastops/ui/sheet';
import { TextField } from '@fastops/ui/text-field';
import { useToast } from '@fastops/ui/toast';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { byGroup } from '../../lib/permission-groups.ts';
import { roleName } from '../../lib/role-words.ts';
import type { Role, RoleDraft } from './people.queries.ts';
import { useRetireRole, useSaveRole } from './people.queries.ts';
import { Refused } from './refused.tsx';

type RoleEditorProps = { readonly start: RoleDraft; readonly roles: readonly Role[]; readonly onClose: () => void };

/** A role of the company's own: its name, whom it inherits from, and what it adds. */
export function RoleEditor({ start, roles, onClose }: RoleEditorProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const [draft, setDraft] = useState(start);
  const [asked, setAsked] = useState(false);
  const save = useSaveRole();
  const retire = useRetireRole();
  const isKnown = roles.some(({ id }) => id === start.id);
  const nameMissing = draft.name.trim() === '';
  const finish = (key: 'people.roles.saved' | 'people.roles.retired') => {
    toast({ tone: 'positive', title: t(key, { role: draft.name }) });
    onClose();
  };
  const confirm = () => {
    setAsked(true);
    if (!nameMissing) save.mutate({ ...draft, name: draft.name.trim() }, { onSuccess: () => finish('people.roles.saved') });
  };
  return (
    <Sheet
      open
      width="wide"
      onClose={onClose}
      closeLabel={t('people.person.close')}
      title={isKnown ? t('people.roles.edit', { role: start.name }) : t('people.roles.add')}
      footer={
        <div className="flex w-full flex-wrap justify-end gap-3">
          {isKnown && (
            <Button
              variant="danger"
              busy={retire.isPending}
              onClick={() => retire.mutate({ roleId: start.id }, { onSuccess: () => finish('people.roles.retired') })}
            >
              {t('people.roles.retire')}
            </Button>
          )}
          <Button onClick={onClose}>{t('people.roles.cancel')}</Button>
          <Button variant="primary" busy={save.isPending} onClick={confirm}>
            {t('people.roles.save')}
          </Button>
        </div>
      }
    >
      <div className="flex flex-col gap-4">
        {save.isError && <Refused error={save.error} />}
        {retire.isError && <Refused error={retire.error} />}
        <TextField
          label={t('people.roles.name')}
          maxLength={40}
          value={draft.name}
          error={asked && nameMissing ? t('people.roles.nameMissing') : undefined}
          onChange={(event) => setDraft({ ...draft, name: event.target.value })}
        />
        <TextField
          label={t('people.roles.description')}
          maxLength={200}
          value={draft.description}
          onChange={(event) => setDraft({ ...draft, description: event.target.value })}
        />
        <Parents draft={draft} roles={roles} onChange={setDraft} />
        <Permissions draft={draft} roles={roles} onChange={setDraft} />
      </div>
    </Sheet>
  );
}

type PartProps = { readonly draft: RoleDraft; readonly roles: readonly Role[]; readonly onChange: (draft: RoleDraft) => void };

function Parents({ draft, roles, onChange }: PartProps) {
  const { t } = useTranslation();
  return (
    <fieldset>
      <legend className="pb-2 text-14 font-semibold">{t('people.roles.parents')}</legend>
      <div className="flex flex-wrap gap-2">
        {roles
          .filter(({ id }) => id !== draft.id)
          .map(({ id }) => (
            <Chip key={id} pressed={draft.parents.includes(id)} onClick={() => onChange({ ...draft, parents: toggled(draft.parents, id) })}>
              {roleName(t, roles, id)}
            </Chip>
          ))}
      </div>
    </fieldset>
  );
}

function Permissions({ draft, roles, onChange }: PartProps) {
  const { t } = useTranslation();
  const inherited = new Set<Permission>(roles.filter(({ id }) => draft.parents.includes(id)).flatMap(({ all }) => all));
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="pb-2 text-14 font-semibold">{t('people.roles.permissions')}</legend>
      {byGroup(PERMISSIONS).map(([group, permissions]) => (
        <div key={group}>
          <h3 className="pb-1 text-12 font-semibold text-ink-muted">{t(`people.group.${group}`, { defaultValue: group })}</h3>
          <div className="flex flex-wrap gap-2">
            {permissions.map((permission) => (
              <Chip
                key={permission}
                pressed={inherited.has(permission) || draft.permissions.includes(permission)}
                disabled={inherited.has(permission)}
                onClick={() => onChange({ ...draft, permissions: toggled(draft.permissions, permission) })}
              >
                {t(`people.permission.${permission}`)}
                {inherited.has(permission) && <span className="font-normal"> ({t('people.roles.inherited')})</span>}
              </Chip>
            ))}
          </div>
        </div>
      ))}
    </fieldset>
  );
}

function toggled<Item>(list: readonly Item[], item: Item): Item[] {
  return list.includes(item) ? list.filter((each) => each !== item) : [...list, item];
}

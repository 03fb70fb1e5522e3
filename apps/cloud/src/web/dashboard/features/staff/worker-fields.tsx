import { Chip } from '@fastops/ui/chip';
import { Select } from '@fastops/ui/select';
import { TextField } from '@fastops/ui/text-field';
import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { PlaceSelect } from '../../lib/place-select.tsx';
import { roleName } from '../../lib/role-words.ts';
import type { Branch, Role, WorkerDraft } from './staff.queries.ts';

type WorkerFieldsProps = {
  readonly draft: WorkerDraft;
  readonly asked: boolean;
  readonly roles: readonly Role[];
  readonly branches: readonly Branch[];
  readonly onChange: (draft: WorkerDraft) => void;
};

/** Who somebody is, what they do, and at which branches. */
export function WorkerFields({ draft, asked, roles, branches, onChange }: WorkerFieldsProps) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-4">
      <TextField
        label={t('staff.name')}
        maxLength={60}
        autoComplete="off"
        value={draft.name}
        error={asked && draft.name.trim() === '' ? t('staff.nameMissing') : undefined}
        onChange={(event) => onChange({ ...draft, name: event.target.value })}
      />
      <div className="flex flex-wrap gap-3">
        <Select
          label={t('staff.role')}
          value={draft.role}
          onChange={(role) => onChange({ ...draft, role })}
          options={roles.map(({ id }) => ({ value: id, label: roleName(t, roles, id) }))}
        />
        <PlaceSelect
          label={t('staff.place')}
          branches={branches}
          value={draft.branchId}
          onChange={(branchId) => onChange({ ...draft, branchId, alsoAt: [] })}
        />
      </div>
      {draft.branchId !== null && branches.length > 1 && <AlsoAt draft={draft} branches={branches} onChange={onChange} />}
    </div>
  );
}

function AlsoAt({ draft, branches, onChange }: Pick<WorkerFieldsProps, 'draft' | 'branches' | 'onChange'>) {
  const { t } = useTranslation();
  const toggle = (id: string) =>
    onChange({ ...draft, alsoAt: draft.alsoAt.includes(id) ? draft.alsoAt.filter((each) => each !== id) : [...draft.alsoAt, id] });
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 text-14 font-semibold">{t('staff.alsoAt')}</legend>
      <div className="flex flex-wrap gap-2">
        {branches
          .filter(({ id }) => id !== draft.branchId)
          .map(({ id, name }) => {
            const pressed = draft.alsoAt.includes(id);
            return (
              <Chip key={id} pressed={pressed} {...(pressed ? { icon: Check } : {})} onClick={() => toggle(id)}>
                {name}
              </Chip>
            );
          })}
      </div>
    </fieldset>
  );
}

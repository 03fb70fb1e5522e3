import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { IconButton } from '@fastops/ui/icon-button';
import { Select } from '@fastops/ui/select';
import { Sheet } from '@fastops/ui/sheet';
import { useToast } from '@fastops/ui/toast';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useMay, useMe } from '../../lib/me.ts';
import { placeName, roleName } from '../../lib/role-words.ts';
import type { Branch, Person, Role } from './people.queries.ts';
import { useAssign, useSuspend, useUnassign } from './people.queries.ts';
import { PlaceSelect } from '../../lib/place-select.tsx';
import { Refused } from './refused.tsx';
import { WhyTable } from './why-table.tsx';

type PersonSheetProps = {
  readonly person: Person;
  readonly roles: readonly Role[];
  readonly branches: readonly Branch[];
  readonly onClose: () => void;
};

/** One person: their roles, what follows from them and why, and the way out. */
export function PersonSheet({ person, roles, branches, onClose }: PersonSheetProps) {
  const { t } = useTranslation();
  const mayManage = useMay('staff.manage');
  return (
    <Sheet open width="wide" onClose={onClose} closeLabel={t('people.person.close')} title={person.name} description={person.email}>
      <div className="flex flex-col gap-6">
        <Roles person={person} roles={roles} branches={branches} mayManage={mayManage} />
        <WhyTable person={person} roles={roles} branches={branches} mayManage={mayManage} />
        {mayManage && <Suspension person={person} />}
      </div>
    </Sheet>
  );
}

type RolesProps = Omit<PersonSheetProps, 'onClose'> & { readonly mayManage: boolean };

function Roles({ person, roles, branches, mayManage }: RolesProps) {
  const { t } = useTranslation();
  const unassign = useUnassign();
  return (
    <section aria-labelledby="person-roles" className="flex flex-col gap-3">
      <h3 id="person-roles" className="text-16 font-semibold">
        {t('people.person.roles')}
      </h3>
      <ul className="flex flex-wrap gap-2">
        {person.assignments.map(({ roleId, branchId }) => {
          const names = { role: roleName(t, roles, roleId), place: placeName(t, branches, branchId) };
          return (
            <li key={`${roleId} ${branchId}`} className="flex items-center gap-1">
              <Badge>{t('people.at', names)}</Badge>
              {mayManage && (
                <IconButton
                  icon={X}
                  label={t('people.person.take', names)}
                  onClick={() => unassign.mutate({ userId: person.userId, roleId, branchId })}
                />
              )}
            </li>
          );
        })}
        {person.assignments.length === 0 && <li className="text-14 text-ink-muted">{t('people.noRole')}</li>}
      </ul>
      {unassign.isError && <Refused error={unassign.error} />}
      {mayManage && <GiveRole person={person} roles={roles} branches={branches} />}
    </section>
  );
}

function GiveRole({ person, roles, branches }: Omit<PersonSheetProps, 'onClose'>) {
  const { t } = useTranslation();
  const assign = useAssign();
  const toast = useToast();
  const [roleId, setRoleId] = useState('cashier');
  const [branchId, setBranchId] = useState<string | null>(null);
  const give = () =>
    assign.mutate(
      { userId: person.userId, roleId, branchId },
      { onSuccess: () => toast({ tone: 'positive', title: t('people.person.saved') }) },
    );
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <Select
          label={t('people.person.role')}
          value={roleId}
          onChange={setRoleId}
          options={roles.map(({ id }) => ({ value: id, label: roleName(t, roles, id) }))}
        />
        <PlaceSelect label={t('people.person.place')} branches={branches} value={branchId} onChange={setBranchId} />
        <Button onClick={give} busy={assign.isPending}>
          {t('people.person.give')}
        </Button>
      </div>
      {assign.isError && <Refused error={assign.error} />}
    </div>
  );
}

function Suspension({ person }: { readonly person: Person }) {
  const { t } = useTranslation();
  const me = useMe().data;
  const suspend = useSuspend();
  const suspended = person.suspendedAt !== null;
  if (person.userId === me?.userId) return null;
  return (
    <section className="flex flex-col gap-2 border-t border-line pt-4">
      {!suspended && <p className="text-14 text-ink-muted">{t('people.person.suspendHint')}</p>}
      <div>
        <Button
          variant={suspended ? 'secondary' : 'danger'}
          busy={suspend.isPending}
          onClick={() => suspend.mutate({ userId: person.userId, suspended: !suspended })}
        >
          {t(suspended ? 'people.person.reinstate' : 'people.person.suspend')}
        </Button>
      </div>
      {suspend.isError && <Refused error={suspend.error} />}
    </section>
  );
}

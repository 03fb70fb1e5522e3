import { Avatar } from '@fastops/ui/avatar';
import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { TextField } from '@fastops/ui/text-field';
import { Ban, Search, UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useMay, useMe } from '../../lib/me.ts';
import { placeName, roleName } from '../../lib/role-words.ts';
import type { Branch, Person, Role } from './people.queries.ts';
import { InviteDialog } from './invite-dialog.tsx';
import { OpenInvitations } from './open-invitations.tsx';
import { PersonSheet } from './person-sheet.tsx';

type PeopleListProps = { readonly people: readonly Person[]; readonly roles: readonly Role[]; readonly branches: readonly Branch[] };

/** Everybody with a seat, their roles beside them; a tap opens the person. */
export function PeopleList({ people, roles, branches }: PeopleListProps) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState('');
  const [openId, setOpenId] = useState<string>();
  const [isInviting, setInviting] = useState(false);
  const mayManage = useMay('staff.manage');
  const open = people.find(({ userId }) => userId === openId);
  const shown = people.filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(wanted.trim().toLowerCase()));
  if (people.length === 0) return <EmptyState icon={Users} title={t('people.nobodyTitle')} text={t('people.nobodyText')} />;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-3">
        <div className="min-w-48 flex-1">
          <TextField
            hideLabel
            type="search"
            label={t('people.search')}
            placeholder={t('people.search')}
            lead={<Search aria-hidden className="size-5" />}
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
          />
        </div>
        {mayManage && (
          <Button icon={UserPlus} variant="primary" onClick={() => setInviting(true)}>
            {t('account.invite.open')}
          </Button>
        )}
      </div>
      <ul className="overflow-clip rounded-md border border-line bg-surface-raised">
        {shown.map((person) => (
          <PersonRow key={person.userId} person={person} roles={roles} branches={branches} onOpen={() => setOpenId(person.userId)} />
        ))}
      </ul>
      <OpenInvitations roles={roles} branches={branches} mayManage={mayManage} />
      {isInviting && <InviteDialog roles={roles} branches={branches} onClose={() => setInviting(false)} />}
      {open && <PersonSheet person={open} roles={roles} branches={branches} onClose={() => setOpenId(undefined)} />}
    </div>
  );
}

type PersonRowProps = {
  readonly person: Person;
  readonly roles: readonly Role[];
  readonly branches: readonly Branch[];
  readonly onOpen: () => void;
};

function PersonRow({ person, roles, branches, onOpen }: PersonRowProps) {
  const { t } = useTranslation();
  const me = useMe().data;
  return (
    <li className="border-t border-line first:border-t-0">
      <button type="button" onClick={onOpen} className="flex min-h-14 w-full items-center gap-3 px-4 py-2 text-left hover:bg-surface">
        <Avatar name={person.name} size="small" />
        <span className="min-w-0 flex-1">
          <span className="block truncate text-14 font-semibold">
            {person.name}
            {person.userId === me?.userId && <span className="font-normal text-ink-muted"> · {t('people.you')}</span>}
          </span>
          <span className="block truncate text-14 text-ink-muted">{person.email}</span>
        </span>
        <span className="flex max-w-[50%] flex-wrap justify-end gap-1">
          {person.suspendedAt !== null && (
            <Badge tone="danger" icon={Ban}>
              {t('people.suspended')}
            </Badge>
          )}
          {person.assignments.map(({ roleId, branchId }) => (
            <Badge key={`${roleId} ${branchId}`}>
              {branchId === null
                ? roleName(t, roles, roleId)
                : t('people.at', { role: roleName(t, roles, roleId), place: placeName(t, branches, branchId) })}
            </Badge>
          ))}
          {person.assignments.length === 0 && <span className="text-14 text-ink-muted">{t('people.noRole')}</span>}
        </span>
      </button>
    </li>
  );
}

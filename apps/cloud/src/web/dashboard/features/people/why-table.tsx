import { Select } from '@fastops/ui/select';
import { Skeleton } from '@fastops/ui/skeleton';
import { TextField } from '@fastops/ui/text-field';
import { Check, Search, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { reasonText } from './access-words.ts';
import { byGroup } from '../../lib/permission-groups.ts';
import type { Branch, Explained, Person, Role } from './people.queries.ts';
import { useExplained, useOverride } from './people.queries.ts';
import { PlaceSelect } from '../../lib/place-select.tsx';
import { Refused } from './refused.tsx';

type WhyTableProps = {
  readonly person: Person;
  readonly roles: readonly Role[];
  readonly branches: readonly Branch[];
  readonly mayManage: boolean;
};

/** Every permission of a person at one place: yes or no, why, and the exception that may be made. */
export function WhyTable({ person, roles, branches, mayManage }: WhyTableProps) {
  const { t } = useTranslation();
  const [branchId, setBranchId] = useState<string | null>(null);
  const [wanted, setWanted] = useState('');
  const explained = useExplained(person.userId, branchId);
  const override = useOverride();
  const isWanted = ({ permission }: Explained) => {
    const name: string = t(`people.permission.${permission}`);
    return `${permission} ${name}`.toLowerCase().includes(wanted.trim().toLowerCase());
  };
  const rows = explained.data?.filter(isWanted) ?? [];
  const change = (permission: Explained['permission'], effect: Effect) =>
    override.mutate({ userId: person.userId, permission, branchId, effect: effect === 'role' ? null : effect });
  return (
    <section aria-labelledby="person-why" className="flex flex-col gap-3">
      <h3 id="person-why" className="text-16 font-semibold">
        {t('people.person.why')}
      </h3>
      <div className="flex flex-wrap items-end gap-2">
        <PlaceSelect label={t('people.person.look')} branches={branches} value={branchId} onChange={setBranchId} />
        <div className="min-w-48 flex-1">
          <TextField
            type="search"
            label={t('people.person.find')}
            lead={<Search aria-hidden className="size-5" />}
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
          />
        </div>
      </div>
      {override.isError && <Refused error={override.error} />}
      {explained.isError && <FailureNotice error={explained.error} onRetry={() => void explained.refetch()} />}
      {explained.isPending && <Skeleton className="h-48" />}
      {byGroup(rows.map(({ permission }) => permission)).map(([group, permissions]) => (
        <div key={group}>
          <h4 className="py-1 text-12 font-semibold text-ink-muted">{t(`people.group.${group}`, { defaultValue: group })}</h4>
          <ul className="rounded-md border border-line">
            {rows
              .filter(({ permission }) => permissions.includes(permission))
              .map((row) => (
                <WhyRow
                  key={row.permission}
                  row={row}
                  why={row.reasons.map((reason) => reasonText(t, { roles, branches }, reason))}
                  effect={effectOf(row, branchId)}
                  onChange={mayManage ? (effect) => change(row.permission, effect) : undefined}
                />
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

type Effect = 'role' | 'allow' | 'deny';

/** The exception made at this very place, if any. */
function effectOf({ reasons }: Explained, branchId: string | null): Effect {
  return reasons.find((reason) => reason.kind !== 'role' && reason.branchId === branchId)?.kind ?? 'role';
}

type WhyRowProps = {
  readonly row: Explained;
  readonly why: readonly string[];
  readonly effect: Effect;
  readonly onChange: ((effect: Effect) => void) | undefined;
};

function WhyRow({ row, why, effect, onChange }: WhyRowProps) {
  const { t } = useTranslation();
  const name = t(`people.permission.${row.permission}`);
  const Mark = row.allowed ? Check : X;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-3 py-2 first:border-t-0">
      <Mark aria-hidden className={row.allowed ? 'size-5 shrink-0 text-positive' : 'size-5 shrink-0 text-ink-muted'} />
      <span className="min-w-0 flex-1">
        <span className="block text-14 font-semibold">
          {name}
          <span className="sr-only">: {t(row.allowed ? 'people.person.may' : 'people.person.mayNot')}</span>
        </span>
        <span className="block text-14 text-ink-muted">{why.length === 0 ? t('people.reason.none') : why.join('. ')}</span>
      </span>
      {onChange && (
        <Select
          hideLabel
          label={t('people.person.exception', { permission: name })}
          value={effect}
          onChange={onChange}
          options={[
            { value: 'role', label: t('people.person.byRole') },
            { value: 'allow', label: t('people.person.allow') },
            { value: 'deny', label: t('people.person.deny') },
          ]}
        />
      )}
    </li>
  );
}

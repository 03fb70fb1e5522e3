import { Skeleton } from '@fastops/ui/skeleton';
import { Tabs } from '@fastops/ui/tabs';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { setFilter, usePlace } from '../../lib/location.ts';
import { useMay } from '../../lib/me.ts';
import { PEOPLE_PART } from '../../lib/paths.ts';
import { useScreenTitle } from '../../lib/screen-title.ts';
import { AuditLog } from './audit-log.tsx';
import { PeopleList } from './people-list.tsx';
import { usePeople, usePlaces, useRoles } from './people.queries.ts';
import { RoleList } from './role-list.tsx';

const PARTS = ['people', 'roles', 'audit'] as const;

/** Who may do what, and who changed it. */
export function PeopleScreen() {
  const { t } = useTranslation();
  useScreenTitle(t('people.screen'));
  const mayAudit = useMay('audit.read');
  const asked = usePlace().search.get(PEOPLE_PART);
  const parts = PARTS.filter((part) => part !== 'audit' || mayAudit);
  const part = parts.find((each) => each === asked) ?? 'people';
  return (
    <div className="mx-auto flex max-w-[1100px] flex-col gap-4 p-4 lg:p-6">
      <div>
        <h1 className="text-28 font-semibold">{t('people.screen')}</h1>
        <p className="max-w-[70ch] text-14 text-ink-muted">{t('people.intro')}</p>
      </div>
      <Tabs
        label={t('people.screen')}
        value={part}
        onChange={(value) => setFilter(PEOPLE_PART, value === 'people' ? undefined : value)}
        items={parts.map((value) => ({ value, label: t(`people.tabs.${value}`) }))}
      >
        <div className="pt-4">{part === 'audit' ? <AuditLog /> : <Access part={part} />}</div>
      </Tabs>
    </div>
  );
}

function Access({ part }: { readonly part: 'people' | 'roles' }) {
  const people = usePeople();
  const roles = useRoles();
  const places = usePlaces();
  if (people.data && roles.data && places.data) {
    const known = { people: people.data, roles: roles.data, branches: places.data };
    return part === 'people' ? <PeopleList {...known} /> : <RoleList roles={known.roles} />;
  }
  const failed = people.error ?? roles.error ?? places.error;
  if (failed) {
    return <FailureNotice error={failed} onRetry={() => void Promise.all([people.refetch(), roles.refetch(), places.refetch()])} />;
  }
  return <Skeleton className="h-64" />;
}

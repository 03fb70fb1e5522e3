import { Select } from '@fastops/ui/select';
import { useTranslation } from 'react-i18next';

import { setFilter, usePlace } from './location.ts';
import { BRANCH_FILTER } from './paths.ts';

type Branch = { readonly id: string; readonly name: string };

/** The branch that the address names, or the first. */
export function usePickedBranch(branches: readonly Branch[]): Branch | undefined {
  const wanted = usePlace().search.get(BRANCH_FILTER);
  return branches.find(({ id }) => id === wanted) ?? branches[0];
}

/** Which branch a page is about; nothing to choose where there is one. */
export function BranchPick({ branches, value }: { readonly branches: readonly Branch[]; readonly value: string }) {
  const { t } = useTranslation();
  if (branches.length < 2) return null;
  return (
    <div className="self-start">
      <Select
        label={t('settings.branch')}
        value={value}
        options={branches.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => setFilter(BRANCH_FILTER, id)}
      />
    </div>
  );
}

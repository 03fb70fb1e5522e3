import { Button } from '@fastops/ui/button';
import { Segmented } from '@fastops/ui/segmented';
import { TextField } from '@fastops/ui/text-field';
import { Search, UserPlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { setFilter, usePlace } from '../../lib/location.ts';
import { BRANCH_FILTER } from '../../lib/paths.ts';
import { PlaceSelect } from '../../lib/place-select.tsx';
import type { Branch, Worker } from './staff.queries.ts';

const STATUS = ['working', 'blocked', 'left'] as const;
export type StatusCounts = Readonly<Record<Worker['status'], number>>;

type StaffFiltersProps = {
  readonly branches: readonly Branch[];
  readonly wanted: string;
  readonly onWanted: (text: string) => void;
  readonly status: Worker['status'];
  readonly onStatus: (status: Worker['status']) => void;
  readonly counts: StatusCounts;
  readonly onHire?: () => void;
};

/** Whom the list shows; the way to hire for who may. */
export function StaffFilters({ branches, wanted, onWanted, status, onStatus, counts, onHire }: StaffFiltersProps) {
  const { t } = useTranslation();
  const branchId = usePlace().search.get(BRANCH_FILTER);
  return (
    <>
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-48 flex-1">
          <TextField
            hideLabel
            type="search"
            label={t('staff.search')}
            placeholder={t('staff.search')}
            lead={<Search aria-hidden className="size-5" />}
            value={wanted}
            onChange={(event) => onWanted(event.target.value)}
          />
        </div>
        {branches.length > 1 && (
          <PlaceSelect
            label={t('staff.branch')}
            branches={branches}
            value={branchId}
            onChange={(id) => setFilter(BRANCH_FILTER, id ?? undefined)}
          />
        )}
        {onHire && (
          <Button icon={UserPlus} variant="primary" onClick={onHire}>
            {t('staff.hire')}
          </Button>
        )}
      </div>
      <Segmented
        label={t('staff.status')}
        value={status}
        onChange={onStatus}
        segments={STATUS.map((value) => ({
          value,
          label: t(`staff.statuses.${value}`),
          detail: <span className="tabular-nums">{counts[value]}</span>,
        }))}
      />
    </>
  );
}

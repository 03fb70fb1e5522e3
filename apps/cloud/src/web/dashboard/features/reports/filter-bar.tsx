import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { Select } from '@fastops/ui/select';
import { TextField } from '@fastops/ui/text-field';
import { Store } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { setFilter } from '../../lib/location.ts';
import type { Filter } from './period.ts';
import { PRESETS, VIEW_ADDRESS, type Preset } from '@fastops/shared/reports/view';
import type { Branch } from './sales.view.ts';

type FilterBarProps = { readonly filter: Filter; readonly branches: readonly Branch[] };

/** Period and branches, as every report takes them. The address keeps them, so a link is a report. */
export function FilterBar({ filter, branches }: FilterBarProps) {
  const { t } = useTranslation();
  function choosePreset(preset: Preset) {
    setFilter(VIEW_ADDRESS.preset, preset);
    setFilter(VIEW_ADDRESS.from, preset === 'custom' ? filter.from : undefined);
    setFilter(VIEW_ADDRESS.to, preset === 'custom' ? filter.to : undefined);
  }
  return (
    <div className="flex flex-wrap items-end gap-3 print:hidden">
      <div className="min-w-44 flex-1 sm:flex-none">
        <Select<Preset>
          label={t('reports.period')}
          value={filter.preset}
          options={PRESETS.map((preset) => ({ value: preset, label: t(`reports.preset.${preset}`) }))}
          onChange={choosePreset}
        />
      </div>
      {filter.preset === 'custom' && <CustomDays key={`${filter.from} ${filter.to}`} filter={filter} />}
      {branches.length > 1 && <BranchChoice filter={filter} branches={branches} />}
    </div>
  );
}

function CustomDays({ filter }: { readonly filter: Filter }) {
  const { t } = useTranslation();
  const [from, setFrom] = useState(filter.from);
  const [to, setTo] = useState(filter.to);
  const wrong = from !== '' && to !== '' && from > to;
  function keep(days: { readonly from: string; readonly to: string }) {
    if (days.from === '' || days.to === '' || days.from > days.to) return;
    setFilter(VIEW_ADDRESS.from, days.from);
    setFilter(VIEW_ADDRESS.to, days.to);
  }
  return (
    <>
      <TextField
        type="date"
        label={t('reports.from')}
        value={from}
        onChange={(event) => setFrom(event.target.value)}
        onBlur={() => keep({ from, to })}
      />
      <TextField
        type="date"
        label={t('reports.to')}
        value={to}
        onChange={(event) => setTo(event.target.value)}
        onBlur={() => keep({ from, to })}
        error={wrong ? t('reports.badPeriod') : undefined}
      />
    </>
  );
}

function BranchChoice({ filter, branches }: FilterBarProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const chosen = filter.branchIds ?? branches.map(({ id }) => id);
  const count = branches.filter(({ id }) => chosen.includes(id)).length;
  function toggle(id: string) {
    const next = chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id];
    if (next.length === 0) return;
    setFilter(VIEW_ADDRESS.branches, next.length === branches.length ? undefined : next.join(','));
  }
  const words: string = count === branches.length ? t('reports.allBranches') : t('reports.someBranches', { count, all: branches.length });
  return (
    <div className="flex flex-col gap-1">
      <span className="text-14 font-semibold">{t('reports.branches')}</span>
      <Button icon={Store} onClick={() => setOpen(true)}>
        {words}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} size="small" closeLabel={t('app.close')} title={t('reports.branches')}>
        <div className="flex flex-col gap-1">
          {branches.map(({ id, name }) => (
            <label key={id} className="flex min-h-11 items-center gap-3 rounded-sm px-2 hover:bg-surface-strong">
              <input type="checkbox" className="size-5 accent-(--accent)" checked={chosen.includes(id)} onChange={() => toggle(id)} />
              <span className="min-w-0 wrap-break-word">{name}</span>
            </label>
          ))}
          <div className="mt-3 flex gap-2">
            <Button onClick={() => setFilter(VIEW_ADDRESS.branches, undefined)}>{t('reports.allBranches')}</Button>
            <Button variant="primary" onClick={() => setOpen(false)}>
              {t('reports.apply')}
            </Button>
          </div>
        </div>
      </Dialog>
    </div>
  );
}

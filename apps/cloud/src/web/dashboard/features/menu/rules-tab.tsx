import type { PriceRule } from '@fastops/shared/catalog/price-rule';
import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { Chip } from '@fastops/ui/chip';
import { EmptyState } from '@fastops/ui/empty-state';
import { Sheet } from '@fastops/ui/sheet';
import { TextField } from '@fastops/ui/text-field';
import { CalendarClock, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { pesosText } from '../../lib/figures.ts';
import { newId } from '../../lib/new-id.ts';
import { Panel } from '../../lib/panel.tsx';
import { archived, saved, useBranches, type MenuNow } from './menu.queries.ts';
import { ALWAYS, clockOf, Figure, ScheduleFields, SomeOf } from './parts.tsx';
import { NotSaved, useSaving } from './saving.tsx';

/** Prices for a while: happy hour, two for one. */
export function RulesTab({ menu }: { readonly menu: MenuNow }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<PriceRule>();
  const start = () => {
    const nothing = { name: '', active: true, productIds: [], categoryIds: [], branchIds: [] };
    setOpen({ id: newId(), ...nothing, schedule: { ...ALWAYS, from: 960, to: 1140 }, effect: { kind: 'percent', offBp: 1_000 } });
  };
  const effect = ({ effect: each }: PriceRule): string =>
    each.kind === 'percent'
      ? t('menu.rules.off', { percent: each.offBp / 100 })
      : t('menu.rules.toPrice', { price: pesosText(each.price * 100) });
  return (
    <Panel
      title={t('menu.rules.title')}
      flush
      action={
        <Button variant="primary" icon={Plus} onClick={start} data-testid="new-rule">
          {t('menu.rules.new')}
        </Button>
      }
    >
      {menu.rules.length === 0 && <EmptyState icon={CalendarClock} title={t('menu.rules.emptyTitle')} text={t('menu.rules.emptyText')} />}
      <ul aria-label={t('menu.rules.title')}>
        {menu.rules.map((rule) => (
          <li key={rule.id} className="border-b border-line last:border-0">
            <button
              type="button"
              className="flex min-h-14 w-full flex-wrap items-center gap-3 px-4 py-2 text-left hover:bg-surface"
              onClick={() => setOpen(rule)}
            >
              <span className="text-16 font-semibold">{rule.name}</span>
              {rule.active && <Badge tone="positive">{t('menu.rules.active')}</Badge>}
              <span className="text-14">{effect(rule)}</span>
              <span className="text-14 text-ink-muted">
                {rule.schedule.weekdays.map((day) => t(`menu.day.d${day as 1 | 2 | 3 | 4 | 5 | 6 | 7}`)).join(' ')}{' '}
                {clockOf(rule.schedule.from)}–{clockOf(rule.schedule.to % 1440)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {open && <RuleSheet key={open.id} menu={menu} start={open} onClose={() => setOpen(undefined)} />}
    </Panel>
  );
}

function RuleSheet({ menu, start, onClose }: { readonly menu: MenuNow; readonly start: PriceRule; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [rule, setRule] = useState(start);
  const [percent, setPercent] = useState(start.effect.kind === 'percent' ? String(start.effect.offBp / 100) : '');
  const saving = useSaving(onClose);
  const branches = useBranches().data ?? [];
  const change = (part: Partial<PriceRule>) => setRule({ ...rule, ...part });
  const submit = () => {
    const off = Math.round(Number(percent.replace(',', '.')) * 100);
    const effect = start.effect.kind === 'price' && percent === '' ? start.effect : ({ kind: 'percent', offBp: off } as const);
    saving.send([saved('price-rule', { ...rule, name: rule.name.trim(), effect })]);
  };
  return (
    <Sheet
      open
      width="wide"
      onClose={onClose}
      closeLabel={t('app.close')}
      title={t('menu.rules.edit')}
      footer={
        <>
          <Button variant="primary" busy={saving.isPending} onClick={submit} data-testid="save-rule">
            {t('menu.save')}
          </Button>
          {menu.rules.includes(start) && <Button onClick={() => saving.send([archived('price-rule', start)])}>{t('menu.archive')}</Button>}
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <NotSaved error={saving.error} name={rule.name} />
        <TextField label={t('menu.name')} maxLength={60} value={rule.name} onChange={(event) => change({ name: event.target.value })} />
        <div className="flex items-end gap-3">
          <Figure label={t('menu.rules.percent')} value={percent} onChange={setPercent} />
          <Chip pressed={rule.active} className="min-h-10 px-3 text-14" onClick={() => change({ active: !rule.active })}>
            {t('menu.rules.active')}
          </Chip>
        </div>
        <ScheduleFields schedule={rule.schedule} onChange={(schedule) => change({ schedule })} />
        <SomeOf
          title={t('menu.rules.categories')}
          all={menu.categories}
          chosen={rule.categoryIds}
          onChange={(categoryIds) => change({ categoryIds })}
        />
        <SomeOf
          title={t('menu.tabs.products')}
          all={menu.products}
          chosen={rule.productIds}
          onChange={(productIds) => change({ productIds })}
        />
        <SomeOf title={t('menu.rules.branches')} all={branches} chosen={rule.branchIds} onChange={(branchIds) => change({ branchIds })} />
      </div>
    </Sheet>
  );
}

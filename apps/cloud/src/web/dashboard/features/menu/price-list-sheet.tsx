import type { PriceList } from '@fastops/shared/catalog/price-list';
import { orderTypeSchema } from '@fastops/shared/orders/order-type';
import { Button } from '@fastops/ui/button';
import { Chip } from '@fastops/ui/chip';
import { Sheet } from '@fastops/ui/sheet';
import { TextField } from '@fastops/ui/text-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { orderTypeText } from '../../lib/words.ts';
import { archived, saved, useBranches, type MenuNow } from './menu.queries.ts';
import { ScheduleFields, SomeOf } from './parts.tsx';
import { listAsTyped, PriceListPrices, type TypedPrices } from './price-list-prices.tsx';
import { plain } from './products-tab.tsx';
import { NotSaved, useSaving } from './saving.tsx';

type SheetProps = { readonly menu: MenuNow; readonly start: PriceList; readonly onClose: () => void };

/** One list: its name, where and when it holds, and its prices beside those of the menu. */
export function PriceListSheet({ menu, start, onClose }: SheetProps) {
  const { t } = useTranslation();
  const [list, setList] = useState(start);
  const [typed, setTyped] = useState<TypedPrices>({});
  const saving = useSaving(onClose);
  const isNew = !menu.lists.includes(start);
  const whole = listAsTyped(menu, list, typed);
  const faults = faultsOf(menu, list);
  const [tried, setTried] = useState(false);
  const submit = () => {
    setTried(true);
    if (whole && !faults.name && !faults.days) saving.send([saved('price-list', { ...whole, name: list.name.trim() })]);
  };
  const change = (part: Partial<PriceList>) => setList({ ...list, ...part });
  return (
    <Sheet
      open
      width="wide"
      onClose={onClose}
      closeLabel={t('app.close')}
      title={t(isNew ? 'menu.lists.new' : 'menu.lists.edit')}
      footer={
        <>
          <Button variant="primary" busy={saving.isPending} onClick={submit} data-testid="save-list">
            {t('menu.save')}
          </Button>
          {!isNew && <Button onClick={() => saving.send([archived('price-list', start)])}>{t('menu.archive')}</Button>}
          {tried && (!whole || faults.name || faults.days) && (
            <span role="alert" className="self-center text-14 text-danger">
              {t('menu.lists.wrong')}
            </span>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <NotSaved error={saving.error} name={list.name} />
        <div className="flex flex-wrap items-end gap-3">
          <TextField
            label={t('menu.name')}
            maxLength={60}
            className="min-w-48 flex-1"
            value={list.name}
            error={tried && faults.name ? t(`menu.lists.${faults.name}`) : undefined}
            onChange={(event) => change({ name: event.target.value })}
          />
          <Chip pressed={list.active} className="min-h-10 px-3 text-14" onClick={() => change({ active: !list.active })}>
            {t('menu.lists.active')}
          </Chip>
        </div>
        <Holds list={list} onChange={change} badDays={faults.days} />
        <PriceListPrices menu={menu} list={list} typed={typed} onList={setList} onTyped={setTyped} />
      </div>
    </Sheet>
  );
}

type HoldsProps = {
  readonly list: PriceList;
  readonly badDays: boolean;
  readonly onChange: (part: Partial<PriceList>) => void;
};

/** For which orders, at which branches, and when. */
function Holds({ list, badDays, onChange }: HoldsProps) {
  const { t } = useTranslation();
  const branches = useBranches().data ?? [];
  const types = orderTypeSchema.options.map((id) => ({ id, name: orderTypeText(t, id) }));
  const { firstDay: _first, lastDay: _last, ...hours } = list.schedule;
  const days = (firstDay: string | undefined, lastDay: string | undefined) =>
    onChange({ schedule: { ...hours, ...(firstDay ? { firstDay } : {}), ...(lastDay ? { lastDay } : {}) } });
  const { firstDay, lastDay } = list.schedule;
  return (
    <>
      <SomeOf
        title={t('menu.lists.types')}
        all={types}
        chosen={list.orderTypes}
        onChange={(ids) => onChange({ orderTypes: orderTypeSchema.options.filter((type) => ids.includes(type)) })}
      />
      <SomeOf title={t('menu.lists.branches')} all={branches} chosen={list.branchIds} onChange={(branchIds) => onChange({ branchIds })} />
      <fieldset className="flex flex-col gap-3">
        <legend className="pb-1 text-14 font-semibold">{t('menu.lists.validity')}</legend>
        <div className="flex flex-wrap gap-3">
          <TextField
            type="date"
            label={t('menu.lists.firstDay')}
            value={firstDay ?? ''}
            onChange={(event) => days(event.target.value || undefined, lastDay)}
          />
          <TextField
            type="date"
            label={t('menu.lists.lastDay')}
            value={lastDay ?? ''}
            error={badDays ? t('menu.lists.badDays') : undefined}
            onChange={(event) => days(firstDay, event.target.value || undefined)}
          />
        </div>
        <ScheduleFields schedule={list.schedule} onChange={(schedule) => onChange({ schedule })} />
      </fieldset>
    </>
  );
}

function faultsOf({ lists }: MenuNow, { id, name, schedule }: PriceList): { name: 'noName' | 'nameTaken' | undefined; days: boolean } {
  const { firstDay, lastDay } = schedule;
  const isTaken = lists.some((other) => other.id !== id && plain(other.name.trim()) === plain(name.trim()));
  return {
    name: name.trim() === '' ? 'noName' : isTaken ? 'nameTaken' : undefined,
    days: firstDay !== undefined && lastDay !== undefined && lastDay < firstDay,
  };
}

import { Button } from '@fastops/ui/button';
import { Chip } from '@fastops/ui/chip';
import { Select } from '@fastops/ui/select';
import { TextField } from '@fastops/ui/text-field';
import { Trash2, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import type { StationDraft } from './kitchen-draft.ts';
import type { KitchenNow } from './kitchen.queries.ts';

const KINDS = ['work', 'expo'] as const;
const OUTPUTS = ['screen', 'paper', 'both'] as const;
const NONE = 'none';

export type FaultAt = (at: string) => string | undefined;

type StationProps = {
  readonly station: StationDraft;
  readonly number: number;
  readonly menu: KitchenNow['menu'];
  readonly faultAt: FaultAt;
  readonly onChange: (change: Partial<StationDraft>) => void;
  /** Undefined for the last one: a kitchen has a station. */
  readonly onRemove: (() => void) | undefined;
};

/** One station: what it is, how it hears, and what comes to it. */
export function StationCard({ station, number, menu, faultAt, onChange, onRemove }: StationProps) {
  const { t } = useTranslation();
  const label: string = t('kitchenSettings.station', { number });
  return (
    <li aria-label={station.name || label} className="flex flex-col gap-3 rounded-md border border-line p-4">
      <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
        <TextField
          label={t('kitchenSettings.name')}
          maxLength={30}
          value={station.name}
          error={faultAt(`${station.key} name`)}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <Select
          label={t('kitchenSettings.kind')}
          value={station.kind}
          options={KINDS.map((value) => ({ value, label: t(`kitchenSettings.kinds.${value}`) }))}
          onChange={(kind) => onChange({ kind })}
        />
        <Select
          label={t('kitchenSettings.output')}
          value={station.output}
          options={OUTPUTS.map((value) => ({ value, label: t(`kitchenSettings.outputs.${value}`) }))}
          onChange={(output) => onChange({ output })}
        />
        <TextField
          label={t('kitchenSettings.prep')}
          inputMode="decimal"
          maxLength={5}
          trail={<span aria-hidden>{t('kitchenSettings.minutes')}</span>}
          value={station.prepMinutes}
          error={faultAt(`${station.key} prep`)}
          onChange={(event) => onChange({ prepMinutes: event.target.value })}
        />
      </div>
      {station.kind === 'work' && <Claims station={station} menu={menu} onChange={onChange} />}
      {onRemove && (
        <div>
          <Button
            variant="ghost"
            icon={Trash2}
            aria-label={t('kitchenSettings.removeNamed', { name: station.name || label })}
            onClick={onRemove}
          >
            {t('kitchenSettings.remove')}
          </Button>
        </div>
      )}
    </li>
  );
}

/** What the station takes by category and by product. */
function Claims({ station, menu, onChange }: Pick<StationProps, 'station' | 'menu' | 'onChange'>) {
  const { t } = useTranslation();
  const { categoryIds, productIds } = station;
  const chosen = menu.products.filter(({ id }) => productIds.includes(id));
  const others = menu.products.filter(({ id }) => !productIds.includes(id));
  const toggle = (id: string) =>
    onChange({ categoryIds: categoryIds.includes(id) ? categoryIds.filter((each) => each !== id) : [...categoryIds, id] });
  return (
    <div className="flex flex-col gap-3">
      {menu.categories.length > 0 && (
        <fieldset className="flex flex-wrap gap-2">
          <legend className="mb-1 text-14 font-semibold">{t('kitchenSettings.categories')}</legend>
          {menu.categories.map(({ id, name }) => (
            <Chip key={id} pressed={categoryIds.includes(id)} className="text-14" onClick={() => toggle(id)}>
              {name}
            </Chip>
          ))}
        </fieldset>
      )}
      {menu.products.length > 0 && (
        <fieldset className="flex flex-wrap items-end gap-2">
          <legend className="mb-1 text-14 font-semibold">{t('kitchenSettings.products')}</legend>
          {chosen.map(({ id, name }) => (
            <Button
              key={id}
              icon={X}
              aria-label={t('kitchenSettings.removeProduct', { name, station: station.name })}
              onClick={() => onChange({ productIds: productIds.filter((each) => each !== id) })}
            >
              {name}
            </Button>
          ))}
          <Select
            hideLabel
            label={t('kitchenSettings.addProduct')}
            value={NONE}
            options={[
              { value: NONE, label: t('kitchenSettings.addProduct') },
              ...others.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(id) => id !== NONE && onChange({ productIds: [...productIds, id] })}
          />
        </fieldset>
      )}
    </div>
  );
}

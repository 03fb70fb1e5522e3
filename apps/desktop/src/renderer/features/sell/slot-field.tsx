import { componentGroups } from '@fastops/shared/catalog/components';
import type { ModifierGroup, ModifierOption } from '@fastops/shared/catalog/product';
import type { SelectedComponent, Selection } from '@fastops/shared/catalog/selection';
import type { PricedProduct } from '@fastops/shared/catalog/sellable';
import { Chip } from '@fastops/ui/chip';
import { IconButton } from '@fastops/ui/icon-button';
import { Money } from '@fastops/ui/money';
import { Segmented } from '@fastops/ui/segmented';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import type { ChoosingProps } from './modifier-group-field.tsx';
import { GroupFrame, ModifierGroupField, OptionChip } from './modifier-group-field.tsx';
import type { SellableProduct } from './selection.ts';
import { changeFilling, emptyFilling, fillingsOf, fillSlot } from './slots.ts';
import { WeightField } from './weight-field.tsx';

type SlotProps = ChoosingProps<Selection> & { readonly item: SellableProduct };

/** A slot of a combo: what may fill it, and under it what each product that does asks in turn. */
export function SlotField({ item, group, selection, insistent, onChange }: SlotProps) {
  const fillings = fillingsOf(selection, group);
  const questions = fillings.map(({ component, index }) => (
    <Filling
      key={`${component.optionId} ${index}`}
      item={item}
      group={group}
      component={component}
      insistent={insistent}
      onChange={(next) => onChange(changeFilling(selection, index, next))}
      onRemove={() => onChange(emptyFilling(selection, index))}
    />
  ));
  return (
    <GroupFrame group={group} selection={selection} insistent={insistent} below={questions}>
      {group.options.map((option) => {
        const found = option.productId === undefined ? undefined : item.lookup(option.productId);
        if (!found) return <OptionChip key={option.id} group={group} option={option} selection={selection} onChange={onChange} />;
        const count = fillings.filter(({ component }) => component.optionId === option.id).length;
        return (
          <ProductChip
            key={option.id}
            option={option}
            found={found}
            count={count}
            onPress={() => onChange(fillSlot(selection, group, { option, item: found }))}
          />
        );
      })}
    </GroupFrame>
  );
}

type ChipProps = { readonly option: ModifierOption; readonly found: PricedProduct; readonly count: number; readonly onPress: () => void };

function ProductChip({ option, found, count, onPress }: ChipProps) {
  const { t } = useTranslation();
  const out = option.soldOut || found.product.soldOut;
  return (
    <Chip pressed={count > 0} disabled={out} title={out ? t('sell.sold-out') : undefined} onClick={onPress}>
      {count > 1 && <span className="font-semibold">{count} ×</span>}
      {option.name}
      {out && <span className="text-12 uppercase">{t('sell.sold-out')}</span>}
      {!out && option.price > 0 && <Money amount={option.price} signed className="text-14" />}
      {!out && option.price > 0 && found.product.byWeight && <span className="text-14">{t('weight.per-kilo')}</span>}
    </Chip>
  );
}

type FillingProps = {
  readonly item: SellableProduct;
  readonly group: ModifierGroup;
  readonly component: SelectedComponent;
  readonly insistent: boolean;
  readonly onChange: (component: SelectedComponent) => void;
  readonly onRemove: () => void;
};

/** The questions of one product in a slot; nothing when it asks nothing and there is only one. */
function Filling({ item, group, component, insistent, onChange, onRemove }: FillingProps) {
  const { t } = useTranslation();
  const option = group.options.find(({ id }) => id === component.optionId);
  const found = option?.productId === undefined ? undefined : item.lookup(option.productId);
  if (!option || !found) return null;
  const groups = componentGroups(found.groups);
  const sizes = sizesIn(option, found);
  const asksNothing = groups.length === 0 && sizes.length < 2 && !found.product.byWeight;
  if (asksNothing && group.max === 1) return null;
  return (
    <div role="group" aria-label={option.name} className="mt-3 flex flex-col gap-3 rounded-md border border-line-strong p-3">
      <div className="flex items-center justify-between gap-2">
        <h4 className="text-16 font-semibold">{option.name}</h4>
        {group.max > 1 && <IconButton icon={X} size="touch" label={t('sell.remove-component', { name: option.name })} onClick={onRemove} />}
      </div>
      {sizes.length > 1 && (
        <Segmented
          label={t('sell.size-of', { name: option.name })}
          size="touch"
          value={component.sizeId ?? ''}
          onChange={(sizeId) => onChange({ ...component, sizeId })}
          segments={sizes}
        />
      )}
      <Weighing option={option} found={found} component={component} onChange={onChange} />
      {groups.map((each) => (
        <ModifierGroupField key={each.id} group={each} selection={component} insistent={insistent} onChange={onChange} />
      ))}
    </div>
  );
}

type WeighingProps = Pick<FillingProps, 'component' | 'onChange'> & { readonly option: ModifierOption; readonly found: PricedProduct };

/** What it weighs, for what is sold by weight; the slot's price is for one kilo of it. */
function Weighing({ option, found: { product }, component, onChange }: WeighingProps) {
  if (!product.byWeight) return null;
  return (
    <WeightField
      name={product.name}
      perKilo={option.price}
      weight={component.weight}
      onWeighed={(weight) => onChange({ ...component, weight })}
    />
  );
}

function sizesIn({ sizes = [] }: ModifierOption, { product }: PricedProduct) {
  return sizes.flatMap(({ sizeId, surcharge }) => {
    const size = product.sizes.find(({ id }) => id === sizeId);
    const detail = surcharge > 0 ? { detail: <Money amount={surcharge} signed className="text-14" /> } : {};
    return size ? [{ value: size.id, label: size.name, ...detail }] : [];
  });
}

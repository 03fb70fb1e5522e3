import type { RecipeItem, RecipeVersion } from '@fastops/shared/recipes/recipe';
import { Button } from '@fastops/ui/button';
import { Chip } from '@fastops/ui/chip';
import { IconButton } from '@fastops/ui/icon-button';
import { Select } from '@fastops/ui/select';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { quantityOf, typedQuantity } from '../../lib/figures.ts';
import type { MenuNow } from './menu.queries.ts';
import { Figure } from './parts.tsx';

const TO_GO: RecipeItem['orderTypes'] = ['takeaway', 'delivery', 'pickup'];

type RecipeItemsProps = {
  readonly menu: MenuNow;
  readonly preparations: readonly RecipeVersion[];
  readonly items: readonly RecipeItem[];
  /** What an option changes may take away too. */
  readonly isOption: boolean;
  readonly onChange: (items: RecipeItem[]) => void;
};

/** What goes in, in the unit that it is kept in. */
export function RecipeItems({ menu, preparations, items, isOption, onChange }: RecipeItemsProps) {
  const { t } = useTranslation();
  const put = (index: number, next: RecipeItem) => onChange(items.map((item, at) => (at === index ? next : item)));
  const [first] = menu.ingredients;
  const add = () => first && onChange([...items, { ingredientId: first.id, quantity: 100_000, effect: 'add' }]);
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="pb-1 text-14 font-semibold">{t('menu.recipes.items')}</legend>
      {items.map((item, index) => (
        <ItemFields
          key={`${item.ingredientId ?? item.recipeId ?? ''} ${index}`}
          menu={menu}
          preparations={preparations}
          item={item}
          isOption={isOption}
          onChange={(next) => put(index, next)}
          onRemove={() => onChange(items.filter((_, at) => at !== index))}
        />
      ))}
      <div>
        <Button icon={Plus} disabledReason={first ? undefined : t('menu.ingredients.emptyText')} onClick={add} data-testid="add-item">
          {t('menu.recipes.addItem')}
        </Button>
      </div>
    </fieldset>
  );
}

type ItemFieldsProps = Omit<RecipeItemsProps, 'items' | 'onChange'> & {
  readonly item: RecipeItem;
  readonly onChange: (item: RecipeItem) => void;
  readonly onRemove: () => void;
};

function ItemFields({ menu, preparations, item, isOption, onChange, onRemove }: ItemFieldsProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(typedQuantity(item.quantity));
  const unit = menu.ingredients.find(({ id }) => id === item.ingredientId)?.unit;
  const choose = (id: string) => {
    const { ingredientId: _ingredient, recipeId: _recipe, ...rest } = item;
    onChange(preparations.some((each) => each.id === id) ? { ...rest, recipeId: id } : { ...rest, ingredientId: id });
  };
  const type = (next: string) => {
    setText(next);
    const quantity = quantityOf(next);
    if (quantity !== undefined && quantity > 0) onChange({ ...item, quantity });
  };
  const toggleToGo = () => {
    const { orderTypes, ...rest } = item;
    onChange(orderTypes ? rest : { ...rest, orderTypes: TO_GO });
  };
  const quantityLabel: string = t('menu.recipes.quantity');
  const options = [...menu.ingredients, ...preparations].map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className="flex flex-wrap items-end gap-2 rounded-md border border-line p-3">
      <Select label={t('menu.recipes.what')} value={item.ingredientId ?? item.recipeId ?? ''} onChange={choose} options={options} />
      {isOption && (
        <Select
          label={t('menu.kind')}
          value={item.effect}
          onChange={(effect) => onChange({ ...item, effect })}
          options={(['add', 'less', 'without'] as const).map((value) => ({ value, label: t(`menu.recipes.effect.${value}`) }))}
        />
      )}
      {item.effect !== 'without' && <Figure label={unit ? `${quantityLabel} (${unit})` : quantityLabel} value={text} onChange={type} />}
      <Chip pressed={item.orderTypes !== undefined} className="min-h-10 px-3 text-14" onClick={toggleToGo}>
        {t('menu.recipes.only')}
      </Chip>
      <IconButton icon={Trash2} label={t('menu.remove')} onClick={onRemove} />
    </div>
  );
}

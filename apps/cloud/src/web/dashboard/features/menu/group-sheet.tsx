import { money } from '@fastops/shared/base/money';
import type { ModifierGroup, ModifierOption } from '@fastops/shared/catalog/product';
import { Button } from '@fastops/ui/button';
import { IconButton } from '@fastops/ui/icon-button';
import { Select } from '@fastops/ui/select';
import { TextField } from '@fastops/ui/text-field';
import { ChefHat, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { pesosOf } from '../../lib/figures.ts';
import { newId } from '../../lib/new-id.ts';
import { EditSheet } from './edit-sheet.tsx';
import { archived, saved, type MenuNow } from './menu.queries.ts';
import { Figure } from './parts.tsx';
import { RecipeSheet } from './recipe-sheet.tsx';
import { useSaving } from './saving.tsx';

const KINDS = ['choice', 'extra', 'slot', 'removal', 'double'] as const;
const NONE = 'none';

type GroupSheetProps = { readonly menu: MenuNow; readonly start: ModifierGroup; readonly isNew: boolean; readonly onClose: () => void };

/** Options that are chosen together: how many, which are free, what each costs. */
export function GroupSheet({ menu, start, isNew, onClose }: GroupSheetProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(start);
  const [cooked, setCooked] = useState<ModifierOption>();
  const saving = useSaving(onClose);
  const change = (part: Partial<ModifierGroup>) => setDraft({ ...draft, ...part });
  const setOption = (id: string, part: Partial<ModifierOption>) =>
    change({ options: draft.options.map((option) => (option.id === id ? { ...option, ...part } : option)) });
  const submit = () => {
    const options = draft.options.filter(({ name }) => name.trim() !== '').map((option) => ({ ...option, name: option.name.trim() }));
    saving.send([saved('modifier-group', { ...draft, name: draft.name.trim(), max: Math.max(1, draft.max), options })]);
  };
  return (
    <EditSheet
      title={t(isNew ? 'menu.group.new' : 'menu.group.edit')}
      name={draft.name}
      saving={saving}
      wide
      testId="save-group"
      onSave={submit}
      onClose={onClose}
      beside={!isNew && <Button onClick={() => saving.send([archived('modifier-group', start)])}>{t('menu.archive')}</Button>}
    >
      <TextField label={t('menu.name')} maxLength={60} value={draft.name} onChange={(event) => change({ name: event.target.value })} />
      <Numbers draft={draft} onChange={change} />
      <fieldset className="flex flex-col gap-3">
        <legend className="pb-1 text-14 font-semibold">{t('menu.group.options')}</legend>
        {draft.options.map((option) => (
          <OptionFields
            key={option.id}
            menu={menu}
            option={option}
            isSlot={draft.kind === 'slot'}
            onChange={(part) => setOption(option.id, part)}
            onReplace={(next) => change({ options: draft.options.map((each) => (each.id === next.id ? next : each)) })}
            onRemove={() => change({ options: draft.options.filter(({ id }) => id !== option.id) })}
            onCook={() => setCooked(option)}
          />
        ))}
        <div>
          <Button
            icon={Plus}
            onClick={() => change({ options: [...draft.options, { id: newId(), name: '', price: money(0), soldOut: false }] })}
          >
            {t('menu.group.addOption')}
          </Button>
        </div>
      </fieldset>
      {cooked && <RecipeSheet menu={menu} of={{ kind: 'option', option: cooked }} onClose={() => setCooked(undefined)} />}
    </EditSheet>
  );
}

type OptionFieldsProps = {
  readonly menu: MenuNow;
  readonly option: ModifierOption;
  readonly isSlot: boolean;
  readonly onChange: (part: Partial<ModifierOption>) => void;
  readonly onReplace: (option: ModifierOption) => void;
  readonly onRemove: () => void;
  readonly onCook: () => void;
};

function OptionFields({ menu, option, isSlot, onChange, onReplace, onRemove, onCook }: OptionFieldsProps) {
  const { t } = useTranslation();
  const singles = menu.products.filter(({ kind }) => kind === 'single');
  const perKilo = isSlot && singles.some(({ id, byWeight }) => id === option.productId && byWeight);
  const choose = (productId: string) => {
    const product = singles.find(({ id }) => id === productId);
    const { productId: _product, sizes: _sizes, ...rest } = option;
    if (!product) return onReplace(rest);
    const sizes = product.sizes.map(({ id }) => ({ sizeId: id, surcharge: money(0) }));
    onReplace({ ...rest, productId, name: rest.name || product.name.slice(0, 60), ...(sizes.length > 0 ? { sizes } : {}) });
  };
  return (
    <div className="flex flex-wrap items-end gap-2 rounded-md border border-line p-3">
      <TextField
        label={t('menu.name')}
        className="min-w-40 flex-2"
        maxLength={60}
        value={option.name}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <Figure
        label={t(perKilo ? 'menu.perKilo' : 'menu.price')}
        value={String(option.price)}
        onChange={(text) => onChange({ price: money(pesosOf(text) ?? 0) })}
      />
      {isSlot && (
        <Select
          label={t('menu.group.slotProduct')}
          value={option.productId ?? NONE}
          onChange={choose}
          options={[{ value: NONE, label: t('menu.group.none') }, ...singles.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      )}
      {!isSlot && <IconButton icon={ChefHat} label={t('menu.group.effect', { name: option.name })} onClick={onCook} />}
      <IconButton icon={Trash2} label={t('menu.remove')} onClick={onRemove} />
    </div>
  );
}

/** What kind of group it is, and how many may be picked. */
function Numbers({ draft, onChange }: { readonly draft: ModifierGroup; readonly onChange: (part: Partial<ModifierGroup>) => void }) {
  const { t } = useTranslation();
  const whole = (text: string) => Math.min(50, pesosOf(text) ?? 0);
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Select
        label={t('menu.kind')}
        value={draft.kind}
        onChange={(kind) => onChange({ kind })}
        options={KINDS.map((value) => ({ value, label: t(`menu.group.kind.${value}`) }))}
      />
      <Figure label={t('menu.group.min')} value={String(draft.min)} onChange={(text) => onChange({ min: whole(text) })} />
      <Figure label={t('menu.group.max')} value={String(draft.max)} onChange={(text) => onChange({ max: whole(text) })} />
      <Figure label={t('menu.group.free')} value={String(draft.freeCount)} onChange={(text) => onChange({ freeCount: whole(text) })} />
    </div>
  );
}

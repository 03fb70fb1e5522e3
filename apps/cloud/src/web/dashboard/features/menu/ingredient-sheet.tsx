import { money } from '@fastops/shared/base/money';
import { PER_UNIT, type BaseUnit, type Ingredient, type Pack } from '@fastops/shared/recipes/ingredient';
import { DEFAULT_REORDER } from '@fastops/shared/stock/reorder';
import { Button } from '@fastops/ui/button';
import { Chip } from '@fastops/ui/chip';
import { IconButton } from '@fastops/ui/icon-button';
import { Select } from '@fastops/ui/select';
import { TextField } from '@fastops/ui/text-field';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { pesosOf, quantityOf, typedQuantity } from '../../lib/figures.ts';
import { newId } from '../../lib/new-id.ts';
import { EditSheet } from './edit-sheet.tsx';
import { archived, saved, type MenuNow } from './menu.queries.ts';
import { Figure } from './parts.tsx';
import { useSaving } from './saving.tsx';

const NONE = 'none';
const perOf = (unit: BaseUnit) => (unit === 'un' ? PER_UNIT : 1_000 * PER_UNIT);

type IngredientSheetProps = { readonly menu: MenuNow; readonly start: Ingredient; readonly isNew: boolean; readonly onClose: () => void };

/** How something is bought, what it costs and what is left of it. */
export function IngredientSheet({ menu, start, isNew, onClose }: IngredientSheetProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(start);
  const [typed, setTyped] = useState(() => typedOf(start));
  const saving = useSaving(onClose);
  const type = (part: Partial<typeof typed>) => setTyped({ ...typed, ...part });
  const submit = () => saving.send([saved('ingredient', ingredientOf(draft, typed))]);
  return (
    <EditSheet
      title={t(isNew ? 'menu.ingredients.new' : 'menu.ingredients.edit')}
      name={draft.name}
      saving={saving}
      wide
      testId="save-ingredient"
      onSave={submit}
      onClose={onClose}
      beside={!isNew && <Button onClick={() => saving.send([archived('ingredient', start)])}>{t('menu.archive')}</Button>}
    >
      <TextField
        label={t('menu.name')}
        maxLength={60}
        value={draft.name}
        onChange={(event) => setDraft({ ...draft, name: event.target.value })}
      />
      <div className="flex flex-wrap items-end gap-3">
        <Select
          label={t('menu.ingredients.unit')}
          value={draft.unit}
          onChange={(unit) => setDraft({ ...draft, unit })}
          options={(['g', 'ml', 'un'] as const).map((value) => ({ value, label: t(`menu.ingredients.units.${value}`) }))}
        />
        <Figure
          label={t('menu.ingredients.priceFor', { unit: t(`menu.ingredients.per.${draft.unit}`) })}
          value={typed.price}
          onChange={(price) => type({ price })}
        />
        <Figure label={t('menu.ingredients.prep')} value={typed.prep} onChange={(prep) => type({ prep })} />
        <Figure label={t('menu.ingredients.cook')} value={typed.cook} onChange={(cook) => type({ cook })} />
      </div>
      <div>
        <Chip pressed={draft.critical} className="min-h-10 px-3 text-14" onClick={() => setDraft({ ...draft, critical: !draft.critical })}>
          {t('menu.ingredients.critical')}
        </Chip>
      </div>
      <Packs draft={draft} onChange={setDraft} />
      <Buying menu={menu} draft={draft} typed={typed} onType={type} onChange={setDraft} />
    </EditSheet>
  );
}

function withSupplier(draft: Ingredient, supplierId: string): Ingredient {
  const { supplierId: _, ...rest } = draft;
  return supplierId === NONE ? rest : { ...rest, supplierId };
}

type Typed = Readonly<Record<'price' | 'prep' | 'cook' | 'lead' | 'review' | 'shelf', string>>;

function ingredientOf(draft: Ingredient, typed: Typed): Ingredient {
  const share = (text: string) => Math.min(10_000, Math.max(1, Math.round(Number(text.replace(',', '.')) * 100) || 10_000));
  const shelf = pesosOf(typed.shelf);
  const certainty = draft.reorder?.certainty ?? (draft.critical ? 165 : DEFAULT_REORDER.certainty);
  return {
    ...draft,
    name: draft.name.trim(),
    price: { amount: money(pesosOf(typed.price) ?? 0), quantity: perOf(draft.unit) },
    prepYieldBp: share(typed.prep),
    cookYieldBp: share(typed.cook),
    packs: draft.packs.filter(({ name }) => name.trim() !== ''),
    reorder: {
      leadDays: Math.min(90, pesosOf(typed.lead) ?? DEFAULT_REORDER.leadDays),
      reviewDays: Math.min(90, Math.max(1, pesosOf(typed.review) ?? DEFAULT_REORDER.reviewDays)),
      certainty,
      ...(shelf === undefined || shelf === 0 ? {} : { shelfLifeDays: shelf }),
    },
  };
}

type PackFieldsProps = {
  readonly pack: Pack;
  readonly unit: BaseUnit;
  readonly onChange: (part: Partial<Pack>) => void;
  readonly onRemove: () => void;
};

function PackFields({ pack, unit, onChange, onRemove }: PackFieldsProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(typedQuantity(pack.quantity));
  const holds: string = t(`menu.ingredients.units.${unit}`);
  return (
    <div className="flex flex-wrap items-end gap-2">
      <TextField
        label={t('menu.ingredients.packName')}
        className="min-w-40 flex-2"
        maxLength={40}
        value={pack.name}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <Figure
        label={t('menu.ingredients.packHolds', { unit: holds })}
        value={text}
        onChange={(next) => {
          setText(next);
          const quantity = quantityOf(next);
          if (quantity !== undefined && quantity > 0) onChange({ quantity });
        }}
      />
      <IconButton icon={Trash2} label={t('menu.remove')} onClick={onRemove} />
    </div>
  );
}

function typedOf(start: Ingredient): Typed {
  const reorder = start.reorder ?? DEFAULT_REORDER;
  return {
    price: start.price.amount === 0 ? '' : String(Math.round((start.price.amount * perOf(start.unit)) / start.price.quantity)),
    prep: String(start.prepYieldBp / 100),
    cook: String(start.cookYieldBp / 100),
    lead: String(reorder.leadDays),
    review: String(reorder.reviewDays),
    shelf: String(reorder.shelfLifeDays ?? ''),
  };
}

type DraftProps = { readonly draft: Ingredient; readonly onChange: (draft: Ingredient) => void };

function Packs({ draft, onChange }: DraftProps) {
  const { t } = useTranslation();
  const setPack = (id: string, part: Partial<Pack>) =>
    onChange({ ...draft, packs: draft.packs.map((pack) => (pack.id === id ? { ...pack, ...part } : pack)) });
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1 text-14 font-semibold">{t('menu.ingredients.packs')}</legend>
      {draft.packs.map((pack) => (
        <PackFields
          key={pack.id}
          pack={pack}
          unit={draft.unit}
          onChange={(part) => setPack(pack.id, part)}
          onRemove={() => onChange({ ...draft, packs: draft.packs.filter(({ id }) => id !== pack.id) })}
        />
      ))}
      <div>
        <Button
          icon={Plus}
          onClick={() => onChange({ ...draft, packs: [...draft.packs, { id: newId(), name: '', quantity: perOf(draft.unit) }] })}
        >
          {t('menu.ingredients.addPack')}
        </Button>
      </div>
    </fieldset>
  );
}

type BuyingProps = DraftProps & { readonly menu: MenuNow; readonly typed: Typed; readonly onType: (part: Partial<Typed>) => void };

/** From whom, how long it takes and how long it keeps. */
function Buying({ menu, draft, typed, onType, onChange }: BuyingProps) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Select
        label={t('menu.ingredients.supplier')}
        value={draft.supplierId ?? NONE}
        onChange={(supplierId) => onChange(withSupplier(draft, supplierId))}
        options={[
          { value: NONE, label: t('menu.ingredients.noSupplier') },
          ...menu.suppliers.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Figure label={t('menu.ingredients.lead')} value={typed.lead} onChange={(lead) => onType({ lead })} />
      <Figure label={t('menu.ingredients.review')} value={typed.review} onChange={(review) => onType({ review })} />
      <Figure label={t('menu.ingredients.shelf')} value={typed.shelf} onChange={(shelf) => onType({ shelf })} />
    </div>
  );
}

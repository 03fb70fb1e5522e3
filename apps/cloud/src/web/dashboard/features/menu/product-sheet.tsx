import { money } from '@fastops/shared/base/money';
import { pictureName } from '@fastops/shared/catalog/picture';
import type { Product } from '@fastops/shared/catalog/product';
import { PROFILE_TAX } from '@fastops/shared/catalog/tax-profile';
import { Button } from '@fastops/ui/button';
import { Chip } from '@fastops/ui/chip';
import { Select } from '@fastops/ui/select';
import { TextField } from '@fastops/ui/text-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { pesosOf } from '../../lib/figures.ts';
import { BranchPriceFields, branchPriceDocs } from './branch-prices.tsx';
import { HalvesFields } from './halves-fields.tsx';
import { without } from './product-facts.ts';
import { EditSheet } from './edit-sheet.tsx';
import { saved, type MenuNow, type SavedDoc } from './menu.queries.ts';
import { ALWAYS, Figure, ScheduleFields, SomeOf } from './parts.tsx';
import { PictureField, type Picked } from './picture-field.tsx';
import { useSaving } from './saving.tsx';
import { SizeFields } from './size-fields.tsx';

const TAXES = { INC: PROFILE_TAX.INC, IVA: PROFILE_TAX.IVA, NONE: PROFILE_TAX.NOT_RESPONSIBLE } as const;

type ProductSheetProps = { readonly menu: MenuNow; readonly start: Product; readonly isNew: boolean; readonly onClose: () => void };

/** Everything a product is; what is saved goes to the tills. */
export function ProductSheet({ menu, start, isNew, onClose }: ProductSheetProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(start);
  const [price, setPrice] = useState(isNew && start.price === 0 ? '' : String(start.price));
  const [picked, setPicked] = useState<Picked>();
  const [own, setOwn] = useState<Readonly<Record<string, string>>>({});
  const [isMissing, setMissing] = useState(false);
  const saving = useSaving(onClose);
  const change = (part: Partial<Product>) => setDraft({ ...draft, ...part });
  function submit() {
    const amount = draft.sizes[0]?.price ?? pesosOf(price);
    const name = draft.name.trim();
    setMissing(amount === undefined || name === '');
    if (amount === undefined || name === '') return;
    const product = { ...draft, name, price: money(amount), ...(picked ? { picture: pictureName(picked.id) } : {}) };
    const docs: SavedDoc[] = [saved('product', product), ...branchPriceDocs(menu, product, own)];
    saving.send(picked ? [saved('picture', picked), ...docs] : docs);
  }
  return (
    <EditSheet
      title={t(isNew ? 'menu.newProduct' : 'menu.editProduct')}
      name={draft.name}
      saving={saving}
      wide
      testId="save-product"
      onSave={submit}
      onClose={onClose}
      beside={<Button onClick={onClose}>{t('menu.cancel')}</Button>}
    >
      <TextField
        label={t('menu.name')}
        maxLength={80}
        value={draft.name}
        error={isMissing ? t('menu.missing') : undefined}
        onChange={(event) => change({ name: event.target.value })}
      />
      <MainFields menu={menu} draft={draft} price={price} onPrice={setPrice} onChange={setDraft} />
      <PictureField product={draft} picked={picked} onChange={setPicked} />
      <Offers menu={menu} draft={draft} firstPrice={pesosOf(price) ?? 0} onChange={setDraft} />
      <WhenFields product={draft} onChange={setDraft} />
      <BranchPriceFields menu={menu} product={draft} own={own} onChange={setOwn} />
    </EditSheet>
  );
}

function withCode(product: Product, text: string): Product {
  const code = text.toUpperCase().replaceAll(/[^0-9A-Z-]/g, '');
  return code === '' ? without(product, 'code') : { ...product, code };
}

function withBarcode(product: Product, text: string): Product {
  const barcode = text.replaceAll(/[^0-9A-Za-z-]/g, '');
  return barcode === '' ? without(product, 'barcode') : { ...product, barcode };
}

function stationsOf(text: string): string[] {
  return text === ''
    ? []
    : text
        .split(',')
        .map((each) => each.trimStart().slice(0, 40))
        .slice(0, 8);
}

type PartProps = { readonly menu: MenuNow; readonly draft: Product; readonly onChange: (product: Product) => void };

function MainFields({
  menu,
  draft,
  price,
  onPrice,
  onChange,
}: PartProps & { readonly price: string; readonly onPrice: (price: string) => void }) {
  const { t } = useTranslation();
  const change = (part: Partial<Product>) => onChange({ ...draft, ...part });
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      {draft.sizes.length === 0 && <Figure label={t(draft.byWeight ? 'menu.perKilo' : 'menu.price')} value={price} onChange={onPrice} />}
      <Select
        label={t('menu.category')}
        value={draft.categoryId}
        onChange={(categoryId) => change({ categoryId })}
        options={menu.categories.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Select
        label={t('menu.tax')}
        value={draft.tax.code}
        onChange={(code) => change({ tax: TAXES[code] })}
        options={(['INC', 'IVA', 'NONE'] as const).map((value) => ({ value, label: t(`menu.taxes.${value}`) }))}
      />
      <Select
        label={t('menu.kind')}
        value={draft.kind}
        onChange={(kind) => change({ kind })}
        options={(['single', 'combo'] as const).map((value) => ({ value, label: t(`menu.${value}`) }))}
      />
      <TextField
        label={t('menu.code')}
        maxLength={12}
        value={draft.code ?? ''}
        onChange={(event) => onChange(withCode(draft, event.target.value))}
      />
      <TextField
        label={t('menu.barcode')}
        maxLength={32}
        value={draft.barcode ?? ''}
        onChange={(event) => onChange(withBarcode(draft, event.target.value))}
      />
    </div>
  );
}

/** Its sizes, extras, stations and halves. */
function Offers({ menu, draft, firstPrice, onChange }: PartProps & { readonly firstPrice: number }) {
  const { t } = useTranslation();
  const change = (part: Partial<Product>) => onChange({ ...draft, ...part });
  return (
    <>
      <ByWeight draft={draft} onChange={onChange} />
      {!draft.byWeight && <SizeFields sizes={draft.sizes} firstPrice={firstPrice} onChange={(sizes) => change({ sizes })} />}
      <SomeOf
        title={t('menu.groups')}
        all={menu.groups.map(({ id, name, options }) => ({ id, name: `${name} (${options.length})` }))}
        chosen={draft.groupIds}
        onChange={(groupIds) => change({ groupIds })}
      />
      <TextField
        label={t('menu.stations')}
        maxLength={300}
        value={draft.stations.join(', ')}
        onChange={(event) => change({ stations: stationsOf(event.target.value) })}
      />
      {!draft.byWeight && <HalvesFields menu={menu} product={draft} onChange={onChange} />}
    </>
  );
}

/** Sold by weight: the price is for one kilo, and there are no sizes and no halves of it. */
function ByWeight({ draft, onChange }: Omit<PartProps, 'menu'>) {
  const { t } = useTranslation();
  const toggle = () => onChange(draft.byWeight ? without(draft, 'byWeight') : { ...without(draft, 'halves'), sizes: [], byWeight: true });
  return (
    <div className="flex flex-col gap-1">
      <div>
        <Chip pressed={draft.byWeight === true} className="min-h-10 px-3 text-14" onClick={toggle}>
          {t('menu.byWeight')}
        </Chip>
      </div>
      {draft.byWeight && <p className="text-14 text-ink-muted">{t('menu.byWeightHint')}</p>}
    </div>
  );
}

/** When it is sold. */
function WhenFields({ product, onChange }: { readonly product: Product; readonly onChange: (product: Product) => void }) {
  const { t } = useTranslation();
  const change = (part: Partial<Product>) => onChange({ ...product, ...part });
  return (
    <div className="flex flex-col gap-3">
      <div>
        <Chip
          pressed={product.schedule !== undefined}
          className="min-h-10 px-3 text-14"
          onClick={() => onChange(product.schedule ? without(product, 'schedule') : { ...product, schedule: ALWAYS })}
        >
          {t('menu.schedule')}
        </Chip>
      </div>
      {product.schedule && <ScheduleFields schedule={product.schedule} onChange={(schedule) => change({ schedule })} />}
    </div>
  );
}

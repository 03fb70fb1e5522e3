import { menuCsv, menuTable } from '@fastops/shared/catalog/menu-csv';
import type { Product } from '@fastops/shared/catalog/product';
import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { Menu, MenuItem } from '@fastops/ui/menu';
import { Select } from '@fastops/ui/select';
import { TextField } from '@fastops/ui/text-field';
import { Ban, BookOpen, Download, FileSpreadsheet, FileText, Percent, Plus, Search, Upload } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { newId } from '../../lib/new-id.ts';
import { Panel } from '../../lib/panel.tsx';
import { handOut, XLSX_TYPE, xlsxOf } from '../../lib/table-file.ts';
import { BulkDialog } from './bulk-dialog.tsx';
import { CategorySheet } from './category-sheet.tsx';
import { ImportDialog } from './import-dialog.tsx';
import type { MenuNow } from './menu.queries.ts';
import { ProductRow } from './product-row.tsx';
import { ProductSheet } from './product-sheet.tsx';
import { RecipeSheet } from './recipe-sheet.tsx';

type Open =
  | { readonly what: 'product'; readonly product: Product; readonly isNew: boolean }
  | { readonly what: 'recipe'; readonly product: Product }
  | { readonly what: 'categories' | 'import' | 'bulk' };

const ALL = 'all';

/** Everything that is sold, in its order, with what it costs. */
export function ProductsTab({ menu }: { readonly menu: MenuNow }) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<Filter>({ text: '', categoryId: ALL });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [open, setOpen] = useState<Open>();
  const found = menu.products.filter((product) => matches(product, filter));
  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return (
    <div className="flex flex-col gap-4">
      <Toolbar menu={menu} filter={filter} onFilter={setFilter} onOpen={setOpen} />
      {chosen.length > 0 && <ChosenBar count={chosen.length} onBulk={() => setOpen({ what: 'bulk' })} onClear={() => setChosen([])} />}
      <Panel title={t('menu.tabs.products')} flush action={<Badge>{found.length}</Badge>}>
        {menu.products.length === 0 && <EmptyState icon={BookOpen} title={t('menu.emptyTitle')} text={t('menu.emptyText')} />}
        {menu.products.length > 0 && found.length === 0 && <EmptyState icon={Search} title={t('menu.nothingFound')} />}
        <ul aria-label={t('menu.tabs.products')}>
          {found.map((product, index) => (
            <ProductRow
              key={product.id}
              menu={menu}
              product={product}
              neighbours={{ before: found[index - 1], after: found[index + 1] }}
              isChosen={chosen.includes(product.id)}
              onChoose={() => toggle(product.id)}
              onOpen={(what) => setOpen(what === 'recipe' ? { what, product } : { what, product, isNew: false })}
              onCopy={(copy) => setOpen({ what: 'product', product: copy, isNew: true })}
            />
          ))}
        </ul>
      </Panel>
      {open && <Opened menu={menu} open={open} chosen={chosen} onClose={() => setOpen(undefined)} />}
    </div>
  );
}

type Filter = { readonly text: string; readonly categoryId: string };

function matches(product: Product, { text, categoryId }: Filter): boolean {
  return (categoryId === ALL || product.categoryId === categoryId) && plain(`${product.name} ${product.code ?? ''}`).includes(plain(text));
}

type ToolbarProps = {
  readonly menu: MenuNow;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly onOpen: (open: Open) => void;
};

function Toolbar({ menu, filter: { text, categoryId }, onFilter, onOpen }: ToolbarProps) {
  const { t } = useTranslation();
  const start = () => {
    const category = menu.categories.find(({ id }) => id === categoryId) ?? menu.categories[0];
    if (category) onOpen({ what: 'product', isNew: true, product: freshProduct(category.id, nextSort(menu.products)) });
    else onOpen({ what: 'categories' });
  };
  return (
    <div className="flex flex-wrap items-end gap-3">
      <TextField
        label={t('menu.search')}
        hideLabel
        lead={<Search aria-hidden className="size-4 text-ink-muted" />}
        placeholder={t('menu.search')}
        className="min-w-48 flex-1"
        value={text}
        onChange={(event) => onFilter({ text: event.target.value, categoryId })}
      />
      <Select
        label={t('menu.category')}
        hideLabel
        value={categoryId}
        onChange={(id) => onFilter({ text, categoryId: id })}
        options={[{ value: ALL, label: t('menu.all') }, ...menu.categories.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <Button onClick={() => onOpen({ what: 'categories' })}>{t('menu.categories')}</Button>
      <Button icon={Upload} onClick={() => onOpen({ what: 'import' })}>
        {t('menu.import')}
      </Button>
      <Menu label={t('menu.export')} trigger={<Button icon={Download}>{t('menu.export')}</Button>}>
        <MenuItem
          icon={FileSpreadsheet}
          onPress={() => handOut('menu.xlsx', XLSX_TYPE, xlsxOf('Menu', menuTable(menu.products, menu.categories)))}
        >
          {t('menu.exportXlsx')}
        </MenuItem>
        <MenuItem icon={FileText} onPress={() => handOut('menu.csv', 'text/csv;charset=utf-8', menuCsv(menu.products, menu.categories))}>
          {t('menu.exportCsv')}
        </MenuItem>
      </Menu>
      <Button variant="primary" icon={Plus} onClick={start} data-testid="new-product">
        {t('menu.newProduct')}
      </Button>
    </div>
  );
}

type ChosenBarProps = { readonly count: number; readonly onBulk: () => void; readonly onClear: () => void };

function ChosenBar({ count, onBulk, onClear }: ChosenBarProps) {
  const { t } = useTranslation();
  return (
    <div role="status" className="flex flex-wrap items-center gap-3 rounded-md bg-accent-soft px-4 py-2 text-14 font-semibold">
      {t('menu.chosen', { count })}
      <Button icon={Percent} onClick={onBulk}>
        {t('menu.bulk')}
      </Button>
      <Button variant="ghost" icon={Ban} onClick={onClear}>
        {t('menu.cancel')}
      </Button>
    </div>
  );
}

/** Whichever form is open. */
function Opened({
  menu,
  open,
  chosen,
  onClose,
}: {
  readonly menu: MenuNow;
  readonly open: Open;
  readonly chosen: readonly string[];
  readonly onClose: () => void;
}) {
  switch (open.what) {
    case 'product':
      return <ProductSheet menu={menu} start={open.product} isNew={open.isNew} onClose={onClose} />;
    case 'recipe':
      return <RecipeSheet menu={menu} of={{ kind: 'product', product: open.product }} onClose={onClose} />;
    case 'categories':
      return <CategorySheet menu={menu} onClose={onClose} />;
    case 'import':
      return <ImportDialog menu={menu} onClose={onClose} />;
    case 'bulk':
      return <BulkDialog products={menu.products.filter(({ id }) => chosen.includes(id))} onClose={onClose} />;
  }
}

function freshProduct(categoryId: string, sort: number): Product {
  const nothing = { sizes: [], groupIds: [], stations: [], soldOut: false };
  return {
    id: newId(),
    categoryId,
    name: '',
    kind: 'single',
    price: 0 as Product['price'],
    tax: { code: 'INC', rateBp: 800 },
    sort,
    ...nothing,
  };
}

/** The row's place is a whole number with room beside it, so that moving one changes two. */
export function nextSort(all: readonly { readonly sort: number }[]): number {
  return Math.min(100_000, all.reduce((most, { sort }) => Math.max(most, sort), 0) + 10);
}

export function plain(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
}

import { isListOf, type PriceList } from '@fastops/shared/catalog/price-list';
import { overBase, priceables, priceIn, priceListCsv, priceListTable } from '@fastops/shared/catalog/price-list-table';
import { listBook } from '@fastops/shared/catalog/price-list';
import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { IconButton } from '@fastops/ui/icon-button';
import { Menu, MenuItem } from '@fastops/ui/menu';
import { ArrowDown, ArrowUp, Download, FileSpreadsheet, FileText, Plus, Tags, Upload } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { newId } from '../../lib/new-id.ts';
import { Panel } from '../../lib/panel.tsx';
import { handOut, XLSX_TYPE, xlsxOf } from '../../lib/table-file.ts';
import { orderTypeText } from '../../lib/words.ts';
import { saved, useBranches, type MenuNow } from './menu.queries.ts';
import { ALWAYS, clockOf } from './parts.tsx';
import { PriceListImport } from './price-list-import.tsx';
import { PriceListSheet } from './price-list-sheet.tsx';
import { nextSort } from './products-tab.tsx';
import { useSaving } from './saving.tsx';

/** Prices with a name, for a type of order, a branch, some days. The one further up counts first. */
export function PriceListsPanel({ menu }: { readonly menu: MenuNow }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<PriceList | 'import'>();
  const start = () => {
    const nothing = { name: '', active: true, branchIds: [], orderTypes: [], prices: [], options: [] };
    setOpen({ id: newId(), ...nothing, sort: nextSort(menu.lists), schedule: ALWAYS });
  };
  return (
    <Panel
      title={t('menu.lists.title')}
      flush
      action={
        <span className="flex flex-wrap justify-end gap-2">
          {menu.lists.length > 0 && <Files menu={menu} onImport={() => setOpen('import')} />}
          <Button variant="primary" icon={Plus} onClick={start} data-testid="new-list">
            {t('menu.lists.new')}
          </Button>
        </span>
      }
    >
      {menu.lists.length === 0 ? (
        <EmptyState icon={Tags} title={t('menu.lists.emptyTitle')} text={t('menu.lists.emptyText')} />
      ) : (
        <p className="border-b border-line px-4 py-2 text-14 text-ink-muted">{t('menu.lists.intro')}</p>
      )}
      <ul aria-label={t('menu.lists.title')}>
        {menu.lists.map((list, index) => (
          <ListRow
            key={list.id}
            menu={menu}
            list={list}
            neighbours={{ before: menu.lists[index - 1], after: menu.lists[index + 1] }}
            onOpen={() => setOpen(list)}
          />
        ))}
      </ul>
      {open === 'import' && <PriceListImport menu={menu} onClose={() => setOpen(undefined)} />}
      {open && open !== 'import' && <PriceListSheet key={open.id} menu={menu} start={open} onClose={() => setOpen(undefined)} />}
    </Panel>
  );
}

function Files({ menu, onImport }: { readonly menu: MenuNow; readonly onImport: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Button icon={Upload} onClick={onImport}>
        {t('menu.lists.import')}
      </Button>
      <Menu label={t('menu.lists.export')} trigger={<Button icon={Download}>{t('menu.lists.export')}</Button>}>
        <MenuItem
          icon={FileSpreadsheet}
          onPress={() => handOut('listas.xlsx', XLSX_TYPE, xlsxOf(t('menu.lists.title'), priceListTable(menu, menu.lists)))}
        >
          {t('menu.exportXlsx')}
        </MenuItem>
        <MenuItem icon={FileText} onPress={() => handOut('listas.csv', 'text/csv;charset=utf-8', priceListCsv(menu, menu.lists))}>
          {t('menu.exportCsv')}
        </MenuItem>
      </Menu>
    </>
  );
}

type RowProps = {
  readonly menu: MenuNow;
  readonly list: PriceList;
  readonly neighbours: { readonly before: PriceList | undefined; readonly after: PriceList | undefined };
  readonly onOpen: () => void;
};

function ListRow({ menu, list, neighbours: { before, after }, onOpen }: RowProps) {
  const { t } = useTranslation();
  const saving = useSaving(() => {});
  const swap = (other: PriceList) =>
    saving.send([saved('price-list', { ...list, sort: other.sort }), saved('price-list', { ...other, sort: list.sort })]);
  const { over, under } = differences(menu, list);
  const { name } = list;
  return (
    <li className="flex items-center gap-2 border-b border-line pr-2 last:border-0">
      <button
        type="button"
        className="flex min-h-14 min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-left hover:bg-surface"
        onClick={onOpen}
      >
        <span className="min-w-0 text-16 font-semibold wrap-break-word">{name}</span>
        <Badge tone={list.active ? 'positive' : 'neutral'}>{t(list.active ? 'menu.lists.active' : 'menu.lists.off')}</Badge>
        <span className="text-14 text-ink-muted">
          <Where list={list} />
        </span>
        <span className="text-14 text-ink-muted">
          {t('menu.lists.count', { count: list.prices.length + list.options.length })}
          {over > 0 && ` · ${String(t('menu.lists.over', { count: over }))}`}
          {under > 0 && ` · ${String(t('menu.lists.under', { count: under }))}`}
        </span>
      </button>
      {before && <IconButton icon={ArrowUp} label={t('menu.lists.up', { name })} onClick={() => swap(before)} />}
      {after && <IconButton icon={ArrowDown} label={t('menu.lists.down', { name })} onClick={() => swap(after)} />}
    </li>
  );
}

/** Where, for what and when it holds. */
function Where({ list }: { readonly list: PriceList }) {
  const { t } = useTranslation();
  const branches = useBranches().data ?? [];
  const { weekdays, from, to, firstDay, lastDay } = list.schedule;
  const places = branches.filter(({ id }) => list.branchIds.length > 0 && isListOf({ ...list, active: true }, id)).map(({ name }) => name);
  const types = list.orderTypes.map((type) => orderTypeText(t, type));
  const days = weekdays.map((day) => String(t(`menu.day.d${day as 1 | 2 | 3 | 4 | 5 | 6 | 7}`)));
  const hours = from === 0 && to === 1440 ? [] : [`${clockOf(from)}–${clockOf(to % 1440)}`];
  const said = [
    list.branchIds.length === 0 ? t('menu.lists.everywhere') : places.join(', '),
    types.length === 0 ? t('menu.lists.everyType') : types.join(', '),
    [...days, ...hours].join(' '),
    firstDay === undefined ? '' : t('menu.lists.from', { day: firstDay }),
    lastDay === undefined ? '' : t('menu.lists.until', { day: lastDay }),
  ];
  return said.filter((each) => each !== '').join(' · ');
}

/** How many of its prices lie over, and how many under, those of the menu. */
function differences(menu: MenuNow, list: PriceList): { over: number; under: number } {
  const book = listBook([list]);
  const moved = priceables(menu).map((each) => {
    const price = priceIn(book, each);
    return price === undefined ? 0 : (overBase(each.base, price) ?? price);
  });
  return { over: moved.filter((by) => by > 0).length, under: moved.filter((by) => by < 0).length };
}

import { money } from '@fastops/shared/base/money';
import type { PriceMove } from '@fastops/shared/catalog/bulk-price';
import { keyOf, listBook, type PriceList } from '@fastops/shared/catalog/price-list';
import { atMovedBase, named, overBase, priceables, priceIn, withPrices, type Priceable } from '@fastops/shared/catalog/price-list-table';
import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { Select } from '@fastops/ui/select';
import { TextField } from '@fastops/ui/text-field';
import { Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { pesosOf, pesosText, shareText } from '../../lib/figures.ts';
import type { MenuNow } from './menu.queries.ts';
import { Figure } from './parts.tsx';
import { plain } from './products-tab.tsx';

/** What was typed over a price, by the thing it is of; what isn't here stands as the list says. */
export type TypedPrices = Readonly<Record<string, string>>;

const STEP: Readonly<Record<'50' | '100' | '500' | '1000', PriceMove['step']>> = { '50': 50, '100': 100, '500': 500, '1000': 1_000 };
const STEPS = ['50', '100', '500', '1000'] as const;
const SHOWN = ['all', 'listed', 'products', 'options'] as const;
type Shown = (typeof SHOWN)[number];

function typedKey({ kind, id, sizeId }: Priceable): string {
  return `${kind} ${keyOf(id, sizeId)}`;
}

/** The list with what was typed; undefined as long as something of that is no price. */
export function listAsTyped(menu: MenuNow, list: PriceList, typed: TypedPrices): PriceList | undefined {
  const said = priceables(menu).flatMap((each) => {
    const text = typed[typedKey(each)];
    return text === undefined ? [] : [{ each, text: text.trim(), price: pesosOf(text) }];
  });
  if (said.some(({ text, price }) => text !== '' && price === undefined)) return undefined;
  return withPrices(
    list,
    said.map(({ each, price }) => [each, price === undefined ? undefined : money(price)]),
  );
}

type PricesProps = {
  readonly menu: MenuNow;
  readonly list: PriceList;
  readonly typed: TypedPrices;
  readonly onList: (list: PriceList) => void;
  readonly onTyped: (typed: TypedPrices) => void;
};

/** Every price of the menu with the list's beside it, and how far they are apart. */
export function PriceListPrices({ menu, list, typed, onList, onTyped }: PricesProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [shown, setShown] = useState<Shown>('all');
  const all = useMemo(() => priceables(menu), [menu]);
  const book = useMemo(() => listBook([list]), [list]);
  const seen = all.filter((each) => isShown(each, { text, shown }, priceIn(book, each) !== undefined || Boolean(typed[typedKey(each)])));
  const settle = (next: PriceList) => {
    const gone = new Set(seen.map(typedKey));
    onList(next);
    onTyped(Object.fromEntries(Object.entries(typed).filter(([key]) => !gone.has(key))));
  };
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="pb-1 text-14 font-semibold">{t('menu.lists.prices')}</legend>
      <p className="text-14 text-ink-muted">{t('menu.lists.pricesHint')}</p>
      <div className="flex flex-wrap items-end gap-3">
        <TextField
          label={t('menu.lists.search')}
          lead={<Search aria-hidden className="size-4 text-ink-muted" />}
          className="min-w-48 flex-1"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Select
          label={t('menu.lists.kind')}
          value={shown}
          onChange={setShown}
          options={SHOWN.map((value) => ({ value, label: t(`menu.lists.kinds.${value}`) }))}
        />
      </div>
      <Bulk
        count={seen.filter(({ base }) => base > 0).length}
        onMove={(move) => settle(atMovedBase(list, seen, move))}
        onClear={() =>
          settle(
            withPrices(
              list,
              seen.map((each) => [each, undefined]),
            ),
          )
        }
      />
      {seen.length === 0 && <p className="text-14 text-ink-muted">{t('menu.nothingFound')}</p>}
      <ul aria-label={t('menu.lists.prices')} className="rounded-md border border-line empty:hidden">
        {seen.map((each, index) => (
          <PriceRow
            key={typedKey(each)}
            of={each}
            heading={each.group === seen[index - 1]?.group ? undefined : each.group}
            text={typed[typedKey(each)] ?? String(priceIn(book, each) ?? '')}
            onText={(next) => onTyped({ ...typed, [typedKey(each)]: next })}
          />
        ))}
      </ul>
    </fieldset>
  );
}

function isShown(each: Priceable, { text, shown }: { readonly text: string; readonly shown: Shown }, isListed: boolean): boolean {
  if (shown === 'listed' && !isListed) return false;
  if (shown === 'products' && each.kind !== 'producto') return false;
  if (shown === 'options' && each.kind !== 'opcion') return false;
  return plain(`${named(each)} ${each.group}`).includes(plain(text.trim()));
}

type BulkProps = { readonly count: number; readonly onMove: (move: PriceMove) => void; readonly onClear: () => void };

/** Many prices at once: those of the menu by a share more or less. */
function Bulk({ count, onMove, onClear }: BulkProps) {
  const { t } = useTranslation();
  const [percent, setPercent] = useState('10');
  const [step, setStep] = useState<(typeof STEPS)[number]>('100');
  const share = Number(percent.replace(',', '.'));
  const isShare = percent.trim() !== '' && Number.isFinite(share) && share >= -90 && share <= 500;
  return (
    <div className="flex flex-wrap items-end gap-3 rounded-md bg-surface-strong p-3">
      <Figure label={t('menu.lists.bulk')} value={percent} onChange={setPercent} />
      <Select label={t('menu.step')} value={step} onChange={setStep} options={STEPS.map((value) => ({ value, label: `$ ${value}` }))} />
      <Button
        disabledReason={isShare ? undefined : t('menu.lists.badShare')}
        onClick={() => onMove({ byBp: Math.round(share * 100), step: STEP[step] })}
        data-testid="list-bulk"
      >
        {t('menu.lists.bulkApply', { count })}
      </Button>
      <Button variant="ghost" onClick={onClear}>
        {t('menu.lists.bulkClear')}
      </Button>
    </div>
  );
}

type RowProps = {
  readonly of: Priceable;
  readonly heading: string | undefined;
  readonly text: string;
  readonly onText: (text: string) => void;
};

function PriceRow({ of, heading, text, onText }: RowProps) {
  const { t } = useTranslation();
  const price = pesosOf(text);
  const name = named(of);
  return (
    <li className="border-b border-line last:border-0">
      {heading !== undefined && <p className="bg-surface px-3 py-1.5 text-12 font-semibold text-ink-muted">{heading}</p>}
      <div className="flex flex-wrap items-center gap-3 px-3 py-2">
        <span className="min-w-32 flex-1">
          <span className="block text-14 wrap-break-word">{name}</span>
          <span className="block text-12 text-ink-muted">{t('menu.lists.base', { price: pesosText(of.base * 100) })}</span>
        </span>
        <TextField
          label={`${of.group}: ${name}`}
          hideLabel
          inputMode="numeric"
          maxLength={12}
          className="w-32"
          lead={<span aria-hidden>$</span>}
          value={text}
          error={text.trim() !== '' && price === undefined ? t('menu.lists.badPrice') : undefined}
          onChange={(event) => onText(event.target.value)}
        />
        <span className="w-20 text-right">{price !== undefined && <Difference base={of.base} price={price} />}</span>
      </div>
    </li>
  );
}

/** How far a list's price is from the menu's: in pesos, and as a share where there is something to take a share of. */
function Difference({ base, price }: { readonly base: number; readonly price: number }) {
  const { t } = useTranslation();
  const share = overBase(money(base), money(price));
  if (price === base) return <span className="text-12 text-ink-muted">{t('menu.lists.same')}</span>;
  const sign = price > base ? '+' : '−';
  const amount = pesosText(Math.abs(price - base) * 100);
  return (
    <span className="flex flex-col items-end gap-0.5">
      <Badge tone={price > base ? 'info' : 'warning'}>
        {sign} {amount}
      </Badge>
      {share !== undefined && (
        <span className="text-12 text-ink-muted">
          {sign}
          {shareText(Math.abs(share))}
        </span>
      )}
    </span>
  );
}

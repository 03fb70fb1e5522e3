import type { Menu } from '@fastops/shared/catalog/product';
import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { TextField } from '@fastops/ui/text-field';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { findables, searchProducts } from './product-search.ts';
import { useSetSoldOut, type SoldOutTarget } from './sold-out.queries.ts';

const MOST_MATCHES = 8;

type Item = SoldOutTarget & { readonly soldOut: boolean };

/** What there is none of in this branch, and the way to say so: one list, products and options alike. */
export function SoldOutDialog({ menu, onClose }: { readonly menu: Menu; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const set = useSetSoldOut();
  const items = useMemo(() => everything(menu), [menu]);
  const out = items.filter(({ soldOut }) => soldOut);
  const matches = useMemo(() => matching(items, text), [items, text]);
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={t('sold-out.title')}
      description={t('sold-out.text')}
      closeLabel={t('common.close')}
    >
      <div className="flex min-h-96 flex-col gap-4">
        <TextField
          label={t('sold-out.search')}
          hideLabel
          size="touch"
          type="text"
          placeholder={t('sold-out.search')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {text.trim() !== '' && <Rows label={t('sold-out.found')} items={matches} empty={t('sell.nothing-found')} onSet={set} />}
        <Rows label={t('sold-out.now')} items={out} empty={t('sold-out.none')} onSet={set} />
      </div>
    </Dialog>
  );
}

type RowsProps = {
  readonly label: string;
  readonly items: readonly Item[];
  readonly empty: string;
  readonly onSet: (item: SoldOutTarget, soldOut: boolean) => void;
};

function Rows({ label, items, empty, onSet }: RowsProps) {
  const { t } = useTranslation();
  return (
    <section aria-label={label}>
      <h3 className="mb-1 text-14 font-semibold text-ink-muted">{label}</h3>
      {items.length === 0 && <p className="py-2 text-14 text-ink-muted">{empty}</p>}
      <ul>
        {items.map((item) => (
          <li key={item.targetId} className="flex min-h-14 items-center justify-between gap-3 border-b border-line py-1">
            <span className="min-w-0 text-16 wrap-break-word">
              {item.name} {item.target === 'option' && <span className="text-14 text-ink-muted">· {item.where}</span>}
            </span>
            <Button size="touch" variant={item.soldOut ? 'secondary' : 'danger'} onClick={() => onSet(item, !item.soldOut)}>
              {t(item.soldOut ? 'sold-out.back' : 'sold-out.mark')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function everything({ products, groups }: Menu): readonly Item[] {
  return [
    ...products.map(({ id, name, soldOut }) => ({ target: 'product' as const, targetId: id, name, where: '', soldOut })),
    ...groups.flatMap((group) =>
      group.options.map(({ id, name, soldOut }) => ({ target: 'option' as const, targetId: id, name, where: group.name, soldOut })),
    ),
  ];
}

function matching(items: readonly Item[], text: string): readonly Item[] {
  const byId = new Map(items.map((item) => [item.targetId, item]));
  const named = items.map(({ targetId, name }) => ({ id: targetId, name }));
  return searchProducts(findables(named), text)
    .slice(0, MOST_MATCHES)
    .flatMap(({ id }) => byId.get(id) ?? []);
}

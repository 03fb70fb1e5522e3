import type { SelectedHalf, Selection } from '@fastops/shared/catalog/selection';
import { halfGroups, sizeForHalf } from '@fastops/shared/catalog/halves';
import type { PricedProduct } from '@fastops/shared/catalog/sellable';
import { Chip } from '@fastops/ui/chip';
import { Money } from '@fastops/ui/money';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ModifierGroupField } from './modifier-group-field.tsx';
import type { SellableProduct } from './selection.ts';

type HalvesProps = { readonly item: SellableProduct; readonly selection: Selection; readonly onChange: (selection: Selection) => void };
type Pair = readonly [SelectedHalf | undefined, SelectedHalf | undefined];

/** The two halves side by side, each with its own extras and what is left out of it. Until both are chosen there is nothing to price. */
export function HalvesField({ item, selection, onChange }: HalvesProps) {
  const { t } = useTranslation();
  const [pair, setPair] = useState<Pair>([selection.halves?.[0], selection.halves?.[1]]);
  const { halves } = item.product;
  if (!halves) return null;
  const offered = halves.productIds.flatMap((id) => item.lookup(id) ?? []);

  function change(place: 0 | 1, half: SelectedHalf) {
    const next: Pair = place === 0 ? [half, pair[1]] : [pair[0], half];
    setPair(next);
    const [one, other] = next;
    if (one && other) onChange({ ...selection, halves: [one, other] });
  }

  return (
    <div>
      <p className="mb-2 text-14 text-ink-muted">
        {t(`sell.halves-rule.${halves.rule}`)}
        {halves.surcharge > 0 && (
          <>
            {' · '}
            <Money amount={halves.surcharge} signed />
          </>
        )}
      </p>
      <div className="grid grid-cols-2 gap-3">
        {([0, 1] as const).map((place) => (
          <HalfColumn
            key={place}
            place={place}
            offered={offered}
            size={sizeOf(item, selection)}
            half={pair[place]}
            onChange={(half) => change(place, half)}
          />
        ))}
      </div>
    </div>
  );
}

function sizeOf({ product }: SellableProduct, { sizeId }: Selection): { readonly name: string } | undefined {
  return product.sizes.find(({ id }) => id === sizeId);
}

type ColumnProps = {
  readonly place: 0 | 1;
  readonly offered: readonly PricedProduct[];
  readonly size: { readonly name: string } | undefined;
  readonly half: SelectedHalf | undefined;
  readonly onChange: (half: SelectedHalf) => void;
};

function HalfColumn({ place, offered, size, half, onChange }: ColumnProps) {
  const { t } = useTranslation();
  const title = t('sell.half', { number: place + 1 });
  const chosen = offered.find(({ product }) => product.id === half?.productId);
  // What is left out is said far more often than what goes on top of half a plate.
  const groups = halfGroups(chosen?.groups ?? []).toSorted((a, b) => Number(b.kind === 'removal') - Number(a.kind === 'removal'));
  return (
    <div role="group" aria-label={title} data-half={place + 1} className="rounded-md border border-line-strong p-3">
      <h3 className="mb-2 text-16 font-semibold">
        {title} {!half && <span className="text-14 font-medium text-warning">· {t('sell.half-missing')}</span>}
      </h3>
      <div className="flex flex-wrap gap-2">
        {offered.map(({ product }) => (
          <Chip
            key={product.id}
            pressed={product.id === half?.productId}
            disabled={product.soldOut}
            title={product.soldOut ? t('sell.sold-out') : undefined}
            onClick={() => onChange({ productId: product.id, choices: [] })}
          >
            {product.name}
            {product.soldOut ? (
              <span className="text-12 uppercase">{t('sell.sold-out')}</span>
            ) : (
              <Money amount={sizeForHalf(product, size)?.price ?? product.price} className="text-14 text-ink-muted" />
            )}
          </Chip>
        ))}
      </div>
      {half && groups.length > 0 && (
        <div className="mt-3 flex flex-col gap-3 border-t border-line pt-3">
          {groups.map((group) => (
            <ModifierGroupField key={group.id} group={group} selection={half} insistent={false} onChange={onChange} />
          ))}
        </div>
      )}
    </div>
  );
}

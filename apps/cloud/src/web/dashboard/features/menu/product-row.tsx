import type { Product } from '@fastops/shared/catalog/product';
import { costTree, marginOf } from '@fastops/shared/recipes/costing';
import { Badge } from '@fastops/ui/badge';
import { IconButton } from '@fastops/ui/icon-button';
import { Menu, MenuItem } from '@fastops/ui/menu';
import { Money } from '@fastops/ui/money';
import { Archive, ArrowDown, ArrowUp, ChefHat, CircleOff, Copy, EllipsisVertical, Image, Pencil } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { pesosText, shareText } from '../../lib/figures.ts';
import { newId } from '../../lib/new-id.ts';
import { archived, saved, type MenuNow } from './menu.queries.ts';
import { pictureUrl } from './product-facts.ts';
import { useSaving } from './saving.tsx';

type ProductRowProps = {
  readonly menu: MenuNow;
  readonly product: Product;
  readonly neighbours: { readonly before: Product | undefined; readonly after: Product | undefined };
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly onOpen: (what: 'product' | 'recipe') => void;
  readonly onCopy: (copy: Product) => void;
};

export function ProductRow({ menu, product, neighbours, isChosen, onChoose, onOpen, onCopy }: ProductRowProps) {
  const { t } = useTranslation();
  const saving = useSaving(() => {});
  const { name } = product;
  const swap = (other: Product | undefined) =>
    other && saving.send([saved('product', { ...product, sort: other.sort }), saved('product', { ...other, sort: product.sort })]);
  const copy = () => {
    const { code: _code, barcode: _barcode, ...rest } = product;
    onCopy({ ...rest, id: newId(), name: t('menu.copyOf', { name }).slice(0, 80), sort: Math.min(100_000, product.sort + 1) });
  };
  const category = menu.categories.find(({ id }) => id === product.categoryId)?.name;
  return (
    <li className="flex items-center gap-3 border-b border-line px-4 py-2 last:border-0 max-sm:gap-2">
      <input
        type="checkbox"
        className="size-5 accent-(--color-accent)"
        aria-label={t('menu.choose', { name })}
        checked={isChosen}
        onChange={onChoose}
      />
      <Thumb product={product} />
      <button type="button" className="min-h-12 min-w-0 flex-1 text-left" onClick={() => onOpen('product')}>
        <span className="block text-16 font-semibold wrap-break-word max-sm:line-clamp-2 sm:truncate">{name}</span>
        <span className="block truncate text-12 text-ink-muted">
          {category}
          {product.code && ` · ${product.code}`}
        </span>
      </button>
      {product.soldOut && (
        <Badge tone="warning" icon={CircleOff}>
          {t('menu.soldOut')}
        </Badge>
      )}
      <CostFigures menu={menu} product={product} />
      <span className="w-24 text-right text-14 max-sm:w-auto font-semibold">
        <Money amount={product.price} />
        {product.byWeight && <span className="text-12 font-normal text-ink-muted">{t('menu.kilo')}</span>}
      </span>
      <Menu label={t('menu.more', { name })} trigger={<IconButton icon={EllipsisVertical} label={t('menu.more', { name })} />}>
        <MenuItem icon={Pencil} onPress={() => onOpen('product')}>
          {t('menu.edit')}
        </MenuItem>
        <MenuItem icon={ChefHat} onPress={() => onOpen('recipe')}>
          {t('menu.recipe')}
        </MenuItem>
        <MenuItem icon={Copy} onPress={copy}>
          {t('menu.duplicate')}
        </MenuItem>
        <MenuItem icon={CircleOff} onPress={() => saving.send([saved('product', { ...product, soldOut: !product.soldOut })])}>
          {t(product.soldOut ? 'menu.onSale' : 'menu.soldOut')}
        </MenuItem>
        <MenuItem icon={ArrowUp} onPress={() => swap(neighbours.before)}>
          {t('menu.up')}
        </MenuItem>
        <MenuItem icon={ArrowDown} onPress={() => swap(neighbours.after)}>
          {t('menu.down')}
        </MenuItem>
        <MenuItem icon={Archive} onPress={() => saving.send([archived('product', product)])}>
          {t('menu.archive')}
        </MenuItem>
      </Menu>
    </li>
  );
}

function Thumb({ product }: { readonly product: Product }) {
  const url = pictureUrl(product);
  // On a phone the name needs the room.
  const shape = 'size-12 shrink-0 rounded-md object-cover max-sm:hidden';
  if (url) return <img src={url} alt="" loading="lazy" className={shape} />;
  return (
    <span aria-hidden className={`${shape} flex items-center justify-center bg-surface-strong text-ink-muted`}>
      <Image className="size-5" />
    </span>
  );
}

function CostFigures({ menu, product }: { readonly menu: MenuNow; readonly product: Product }) {
  const { t } = useTranslation();
  const size = product.sizes[0];
  const recipe = menu.book.ofProduct(product.id, size?.id);
  if (!recipe) return <span className="w-28 text-right text-12 text-ink-muted max-sm:hidden">{t('menu.noRecipe')}</span>;
  const { costCents } = costTree(menu.book, recipe, 'takeaway');
  const { foodCostBp } = marginOf(size?.price ?? product.price, costCents, product.tax);
  return (
    <span className="w-28 text-right text-12 max-sm:hidden">
      <span className="block font-semibold">{foodCostBp === null ? '–' : shareText(foodCostBp)}</span>
      <span className="block text-ink-muted">{pesosText(costCents)}</span>
    </span>
  );
}

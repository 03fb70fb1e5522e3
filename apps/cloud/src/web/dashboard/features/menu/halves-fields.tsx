import { money } from '@fastops/shared/base/money';
import type { Product } from '@fastops/shared/catalog/product';
import { Chip } from '@fastops/ui/chip';
import { Select } from '@fastops/ui/select';
import { useTranslation } from 'react-i18next';

import type { MenuNow } from './menu.queries.ts';
import { SomeOf } from './parts.tsx';
import { without } from './product-facts.ts';

type HalvesFieldsProps = { readonly menu: MenuNow; readonly product: Product; readonly onChange: (product: Product) => void };

/** Whether it is sold as two halves, of which products, and how the two prices become one. */
export function HalvesFields({ menu, product, onChange }: HalvesFieldsProps) {
  const { t } = useTranslation();
  const { halves } = product;
  const others = menu.products.filter(({ id, kind, halves: own }) => id !== product.id && kind === 'single' && !own);
  const toggle = () =>
    onChange(
      halves
        ? without(product, 'halves')
        : { ...product, halves: { rule: 'highest', surcharge: money(0), productIds: others.slice(0, 2).map(({ id }) => id) } },
    );
  return (
    <div className="flex flex-col gap-3">
      <div>
        <Chip pressed={halves !== undefined} className="min-h-10 px-3 text-14" onClick={toggle}>
          {t('menu.halves')}
        </Chip>
      </div>
      {halves && (
        <>
          <Select
            label={t('menu.halvesRule')}
            value={halves.rule}
            onChange={(rule) => onChange({ ...product, halves: { ...halves, rule } })}
            options={(['highest', 'average', 'sum'] as const).map((value) => ({ value, label: t(`menu.rule.${value}`) }))}
          />
          <SomeOf
            title={t('menu.halvesOf')}
            all={others}
            chosen={halves.productIds}
            onChange={(productIds) => onChange({ ...product, halves: { ...halves, productIds } })}
          />
        </>
      )}
    </div>
  );
}

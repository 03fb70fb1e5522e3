import { orderTypeSchema } from '@fastops/shared/orders/order.events';
import { Segmented } from '@fastops/ui/segmented';
import { TextField } from '@fastops/ui/text-field';
import { useTranslation } from 'react-i18next';

import { newId } from '../../lib/new-id.ts';
import { orderTypeText } from '../../lib/words.ts';
import { ChipSet } from '../../lib/chip-set.tsx';
import { RowList } from './row-list.tsx';
import type { PartProps } from './service-part.ts';

/** What packaging costs, by order type. */
export function PackagingFields({ draft, change }: PartProps) {
  const { t } = useTranslation();
  return (
    <RowList
      rows={draft.packaging}
      empty={t('service.packaging.empty')}
      addLabel={t('service.packaging.add')}
      nameOf={({ name }) => name}
      fresh={() => ({ id: newId(), name: '', price: '', per: 'order' as 'order' | 'item', orderTypes: [] })}
      most={6}
      onChange={(packaging) => change({ packaging })}
    >
      {(rule, set) => (
        <div className="flex flex-col gap-3">
          <div className="grid items-end gap-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_auto]">
            <TextField
              label={t('service.packaging.name')}
              maxLength={60}
              value={rule.name}
              onChange={(event) => set({ name: event.target.value })}
            />
            <TextField
              label={t('service.packaging.price')}
              inputMode="numeric"
              maxLength={12}
              lead={<span aria-hidden>$</span>}
              value={rule.price}
              onChange={(event) => set({ price: event.target.value })}
            />
            <Segmented
              label={t('service.packaging.per')}
              value={rule.per}
              onChange={(per) => set({ per })}
              segments={(['order', 'item'] as const).map((value) => ({ value, label: t(`service.packaging.each.${value}`) }))}
            />
          </div>
          <ChipSet
            label={t('service.packaging.types')}
            options={orderTypeSchema.options.map((value) => ({ value, label: orderTypeText(t, value) }))}
            chosen={rule.orderTypes}
            onChange={(orderTypes) => set({ orderTypes })}
          />
        </div>
      )}
    </RowList>
  );
}

import { atMovedPrices, previewPrices, type PriceMove } from '@fastops/shared/catalog/bulk-price';
import type { Product } from '@fastops/shared/catalog/product';
import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { Money } from '@fastops/ui/money';
import { Select } from '@fastops/ui/select';
import { Table } from '@fastops/ui/table';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { saved } from './menu.queries.ts';
import { Figure } from './parts.tsx';
import { NotSaved, useSaving } from './saving.tsx';

const STEPS = ['50', '100', '500', '1000'] as const;
const STEP: Readonly<Record<(typeof STEPS)[number], PriceMove['step']>> = { '50': 50, '100': 100, '500': 500, '1000': 1_000 };

/** Many prices by one share, looked at before they are saved. */
export function BulkDialog({ products, onClose }: { readonly products: readonly Product[]; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [percent, setPercent] = useState('5');
  const [step, setStep] = useState<(typeof STEPS)[number]>('100');
  const saving = useSaving(onClose);
  const share = Number(percent.replace(',', '.'));
  const move = { byBp: Number.isFinite(share) ? Math.round(Math.max(-90, Math.min(500, share)) * 100) : 0, step: STEP[step] };
  const rows = previewPrices(products, move);
  return (
    <Dialog
      open
      size="medium"
      onClose={onClose}
      closeLabel={t('app.close')}
      title={t('menu.bulk')}
      description={t('menu.bulkText')}
      footer={
        <Button
          variant="primary"
          busy={saving.isPending}
          onClick={() => saving.send(products.map((product) => saved('product', atMovedPrices(product, move))))}
          data-testid="save-prices"
        >
          {t('menu.apply')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <NotSaved error={saving.error} name={t('menu.bulk')} />
        <div className="flex flex-wrap items-end gap-3">
          <Figure label={t('menu.percent')} value={percent} onChange={setPercent} />
          <Select label={t('menu.step')} value={step} onChange={setStep} options={STEPS.map((value) => ({ value, label: `$ ${value}` }))} />
        </div>
        <Table
          caption={t('menu.bulk')}
          rows={rows}
          rowKey={({ productId, sizeId }) => `${productId} ${sizeId ?? ''}`}
          columns={[
            { key: 'name', title: t('menu.product'), cell: ({ name }) => name },
            { key: 'before', title: t('menu.before'), align: 'right', cell: ({ before }) => <Money amount={before} /> },
            {
              key: 'after',
              title: t('menu.after'),
              align: 'right',
              cell: ({ after }) => <Money amount={after} className="font-semibold" />,
            },
          ]}
        />
      </div>
    </Dialog>
  );
}

import type { StockPaper } from '@fastops/shared/stock/stock.events';
import { Segmented } from '@fastops/ui/segmented';
import { TextField } from '@fastops/ui/text-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { quantityOf } from '../../lib/figures.ts';
import { PaperForm } from './paper-form.tsx';
import type { Level } from './stock.queries.ts';

type CountSheetProps = { readonly branchId: string; readonly levels: readonly Level[]; readonly onClose: () => void };

/** A blind count: one figure after the other, with the thumb. What there should be is not shown, and is frozen by the cloud. */
export function CountSheet({ branchId, levels, onClose }: CountSheetProps) {
  const { t } = useTranslation();
  const critical = levels.filter((level) => level.critical);
  const [scope, setScope] = useState<'critical' | 'full'>(critical.length > 0 ? 'critical' : 'full');
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const asked = scope === 'critical' ? critical : levels;
  const paper = (): StockPaper | undefined => {
    const lines = asked.flatMap(({ id }) => {
      const counted = quantityOf(typed[id] ?? '');
      return counted === undefined || counted < 0 ? [] : [{ ingredientId: id, counted, expected: 0 }];
    });
    const isWhole = lines.length === asked.length;
    return lines.length === 0 ? undefined : { type: 'stock.counted', body: { scope: isWhole ? scope : 'partial', blind: true, lines } };
  };
  return (
    <PaperForm branchId={branchId} title={t('stock.count')} text={t('stock.countText')} paper={paper} onClose={onClose}>
      <Segmented
        label={t('stock.count')}
        value={scope}
        onChange={setScope}
        segments={(['critical', 'full'] as const).map((value) => ({ value, label: t(`stock.scope.${value}`) }))}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        {asked.map(({ id, name, unit }) => (
          <TextField
            key={id}
            size="touch"
            label={name}
            inputMode="decimal"
            trail={<span className="text-ink-muted">{unit}</span>}
            value={typed[id] ?? ''}
            onChange={(event) => setTyped({ ...typed, [id]: event.target.value })}
          />
        ))}
      </div>
    </PaperForm>
  );
}

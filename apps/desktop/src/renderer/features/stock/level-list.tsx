import { Badge } from '@fastops/ui/badge';
import { useTranslation } from 'react-i18next';

import { quantityText } from './quantity.ts';
import { useLevels } from './stock.queries.ts';

/** What there should be of each ingredient; below zero is said with a word, and stops nobody. */
export function LevelList() {
  const { t } = useTranslation();
  const levels = useLevels(true).data ?? [];
  return (
    <ul aria-label={t('stock.levels')} className="grid grid-cols-2 gap-x-8">
      {levels.map(({ id, name, unit, onHand }) => (
        <li key={id} className="flex min-h-12 items-center justify-between gap-4 border-b border-line">
          <span className="truncate text-16 font-semibold">{name}</span>
          <span className="flex items-center gap-2 text-16">
            {onHand < 0 && <Badge tone="warning">{t('stock.negative')}</Badge>}
            {quantityText(onHand, unit)}
          </span>
        </li>
      ))}
    </ul>
  );
}

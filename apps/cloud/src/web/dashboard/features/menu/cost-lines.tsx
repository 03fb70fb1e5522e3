import type { CostNode } from '@fastops/shared/recipes/costing';
import { useTranslation } from 'react-i18next';

import { centsText, quantityText, shareText } from '../../lib/figures.ts';

/** Why it costs what it costs: each thing with what is used, what has to be bought for it, and what is inside. */
export function CostLines({ nodes }: { readonly nodes: readonly CostNode[] }) {
  const { t } = useTranslation();
  return (
    <ul className="flex flex-col gap-2 text-14">
      {nodes.map((node, index) => (
        <li key={`${node.id} ${index}`} className="flex flex-col gap-1">
          <div className="flex justify-between gap-4">
            <span>
              <span className="font-semibold">{node.name}</span>{' '}
              <span className="text-ink-muted">{quantityText(node.quantity, node.unit)}</span>
            </span>
            <span className="whitespace-nowrap">{centsText(node.costCents)}</span>
          </div>
          {node.yieldBp < 10_000 && (
            <span className="text-12 text-ink-muted">
              {t('menu.recipes.bought', { quantity: quantityText(node.bought, node.unit), percent: shareText(node.yieldBp) })}
            </span>
          )}
          {node.inside.length > 0 && (
            <div className="border-l-2 border-line pl-3">
              <CostLines nodes={node.inside} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

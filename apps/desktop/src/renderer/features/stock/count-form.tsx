import { Button } from '@fastops/ui/button';
import { Segmented } from '@fastops/ui/segmented';
import { TextField } from '@fastops/ui/text-field';
import { useToast } from '@fastops/ui/toast';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useBranch } from '../../lib/branch.tsx';
import { newId } from '../../lib/new-id.ts';
import { useCommand } from '../../lib/use-command.ts';
import { quantityOf } from './quantity.ts';
import type { StockRoom } from './stock.queries.ts';

/** A blind count: what there should be is frozen by the till and shown to nobody who counts. */
export function CountForm({ room }: { readonly room: StockRoom }) {
  const { t } = useTranslation();
  const branch = useBranch();
  const toast = useToast();
  const run = useCommand();
  const critical = room.ingredients.filter((each) => each.critical);
  const [scope, setScope] = useState<'critical' | 'full'>(critical.length > 0 ? 'critical' : 'full');
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [paperId, setPaperId] = useState(newId);
  const asked = scope === 'critical' ? critical : room.ingredients;
  const lines = asked.flatMap(({ id }) => {
    const counted = quantityOf(typed[id] ?? '');
    return counted === undefined ? [] : [{ ingredientId: id, counted }];
  });
  const save = async () => {
    const kind = lines.length === asked.length ? scope : 'partial';
    if (!(await run(t('stock.count'), () => branch.stock.count.mutate({ paperId, scope: kind, blind: true, lines })))) return;
    toast({ tone: 'positive', title: t('stock.saved') });
    setTyped({});
    setPaperId(newId());
  };
  return (
    <div className="flex flex-col gap-4">
      <Segmented
        size="touch"
        label={t('stock.count')}
        value={scope}
        onChange={setScope}
        segments={(['critical', 'full'] as const).map((value) => ({ value, label: t(`stock.scope.${value}`) }))}
      />
      <p className="text-14 text-ink-muted">{t('stock.count-hint')}</p>
      <div className="grid grid-cols-3 gap-3">
        {asked.map(({ id, name, unit }) => (
          <TextField
            key={id}
            size="touch"
            inputMode="decimal"
            label={name}
            trail={<span className="text-ink-muted">{unit}</span>}
            value={typed[id] ?? ''}
            onChange={(event) => setTyped({ ...typed, [id]: event.target.value })}
          />
        ))}
      </div>
      <Button
        size="touch"
        variant="primary"
        icon={Check}
        disabledReason={lines.length === 0 ? t('stock.count-hint') : undefined}
        onClick={() => void save()}
        data-testid="count-save"
      >
        {t('stock.save')}
      </Button>
    </div>
  );
}

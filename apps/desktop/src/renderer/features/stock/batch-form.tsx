import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { Select } from '@fastops/ui/select';
import { TextField } from '@fastops/ui/text-field';
import { useToast } from '@fastops/ui/toast';
import { Check, CookingPot } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useBranch } from '../../lib/branch.tsx';
import { newId } from '../../lib/new-id.ts';
import { useCommand } from '../../lib/use-command.ts';
import type { StockRoom } from './stock.queries.ts';

/** A batch of something that is kept: what goes in leaves the stock, what comes out enters it. */
export function BatchForm({ room }: { readonly room: StockRoom }) {
  const { t } = useTranslation();
  const branch = useBranch();
  const toast = useToast();
  const run = useCommand();
  const [recipeId, setRecipe] = useState(room.preparations[0]?.id ?? '');
  const [text, setText] = useState('1');
  const [paperId, setPaperId] = useState(newId);
  const batches = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (room.preparations.length === 0) return <EmptyState icon={CookingPot} title={t('stock.no-preparations')} />;
  const save = async () => {
    if (!(await run(t('stock.produce'), () => branch.stock.produce.mutate({ paperId, recipeId, batches })))) return;
    toast({ tone: 'positive', title: t('stock.saved') });
    setPaperId(newId());
  };
  return (
    <div className="grid max-w-xl gap-4">
      <Select
        size="touch"
        label={t('stock.preparation')}
        value={recipeId}
        onChange={setRecipe}
        options={room.preparations.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField
        size="touch"
        inputMode="numeric"
        label={t('stock.batches')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button
        size="touch"
        variant="primary"
        icon={Check}
        disabledReason={batches === 0 ? t('stock.batches') : undefined}
        onClick={() => void save()}
      >
        {t('stock.save')}
      </Button>
    </div>
  );
}

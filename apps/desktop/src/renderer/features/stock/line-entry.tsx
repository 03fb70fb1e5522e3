import { money, type Money } from '@fastops/shared/base/money';
import { Button } from '@fastops/ui/button';
import { Select } from '@fastops/ui/select';
import { TextField } from '@fastops/ui/text-field';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { quantityOf } from './quantity.ts';
import type { StockItem, StockRoom } from './stock.queries.ts';

/** So much of something, what was paid for it, and until when it is good where somebody said so. */
export type Line = {
  readonly ingredientId: string;
  readonly quantity: number;
  readonly cost: Money;
  readonly expiresOn?: string;
};

const BASE = 'base';

type LineEntryProps = { readonly room: StockRoom; readonly asksCost: boolean; readonly onAdd: (line: Line) => void };

/** One line: what, in which pack, how many. */
export function LineEntry({ room, asksCost, onAdd }: LineEntryProps) {
  const { t } = useTranslation();
  const [ingredientId, setIngredient] = useState(room.ingredients[0]?.id ?? '');
  const item = room.ingredients.find(({ id }) => id === ingredientId);
  const [packId, setPack] = useState(item?.packs[0]?.id ?? BASE);
  const [count, setCount] = useState('');
  const [cost, setCost] = useState('');
  const [expiresOn, setExpires] = useState('');
  const quantity = quantityIn(item, packId, count);
  const choose = (id: string) => {
    setIngredient(id);
    setPack(room.ingredients.find((each) => each.id === id)?.packs[0]?.id ?? BASE);
  };
  const add = () => {
    if (quantity === undefined) return;
    const lot = asksCost && expiresOn !== '' ? { expiresOn } : {};
    onAdd({ ingredientId, quantity, cost: money(asksCost ? pesosOf(cost) : 0), ...lot });
    setExpires('');
    setCount('');
    setCost('');
  };
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <Select
        size="touch"
        label={t('stock.find')}
        value={ingredientId}
        onChange={choose}
        options={room.ingredients.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <div className="grid grid-cols-2 gap-3">
        <PackSelect item={item} packId={packId} onChange={setPack} />
        <TextField
          size="touch"
          inputMode="decimal"
          label={t('stock.packs')}
          value={count}
          onChange={(event) => setCount(event.target.value)}
          data-testid="stock-count"
        />
        {asksCost && <PaidFields cost={cost} expiresOn={expiresOn} onCost={setCost} onExpires={setExpires} />}
      </div>
      <Button
        type="submit"
        size="touch"
        icon={Plus}
        disabledReason={quantity === undefined ? t('stock.no-lines') : undefined}
        data-testid="stock-add"
      >
        {t('stock.add')}
      </Button>
    </form>
  );
}

type PaidProps = {
  readonly cost: string;
  readonly expiresOn: string;
  readonly onCost: (text: string) => void;
  readonly onExpires: (day: string) => void;
};

/** What was paid for it, and until when it is good. */
function PaidFields({ cost, expiresOn, onCost, onExpires }: PaidProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextField
        size="touch"
        inputMode="numeric"
        label={t('stock.cost')}
        value={cost}
        onChange={(event) => onCost(event.target.value)}
        data-testid="stock-cost"
      />
      <TextField
        size="touch"
        type="date"
        label={t('stock.expires')}
        value={expiresOn}
        onChange={(event) => onExpires(event.target.value)}
        data-testid="stock-expires"
      />
    </>
  );
}

type PackSelectProps = { readonly item: StockItem | undefined; readonly packId: string; readonly onChange: (id: string) => void };

function PackSelect({ item, packId, onChange }: PackSelectProps) {
  const { t } = useTranslation();
  return (
    <Select
      size="touch"
      label={t('stock.pack')}
      value={packId}
      onChange={onChange}
      options={[
        ...(item?.packs ?? []).map(({ id, name }) => ({ value: id, label: name })),
        { value: BASE, label: t('stock.in-unit', { unit: item?.unit ?? '' }) },
      ]}
    />
  );
}

function quantityIn(item: StockItem | undefined, packId: string, count: string): number | undefined {
  const typed = quantityOf(count);
  if (!item || typed === undefined || typed === 0) return undefined;
  const pack = item.packs.find(({ id }) => id === packId);
  return pack ? Math.max(1, Math.round((typed * pack.quantity) / 1_000)) : typed;
}

function pesosOf(text: string): number {
  const digits = text.replaceAll(/\D/g, '').slice(0, 10);
  return digits === '' ? 0 : Number(digits);
}

import type { Selection } from '@fastops/shared/catalog/selection';
import type { QuickNote } from '@fastops/shared/catalog/product';
import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { Kbd } from '@fastops/ui/kbd';
import { Money } from '@fastops/ui/money';
import { Segmented } from '@fastops/ui/segmented';
import { Stepper } from '@fastops/ui/stepper';
import type { KeyboardEvent } from 'react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useRefusalText } from '../../lib/refusal-text.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';
import { useNow } from '../../lib/use-now.ts';
import { HalvesField } from './halves-field.tsx';
import { ModifierGroupField } from './modifier-group-field.tsx';
import { NoteField } from './note-field.tsx';
import type { SellableProduct } from './selection.ts';
import { isOnePortion, missingIn, pricedSelection, withQuantity } from './selection.ts';
import { WeightField } from './weight-field.tsx';
import { moveAmongChips } from './sheet-keys.ts';
import { SlotField } from './slot-field.tsx';

/** A price rule may begin or end while the sheet is open. */
const A_WHILE_MS = 10_000;

type ProductSheetProps = {
  readonly item: SellableProduct;
  readonly start: Selection;
  readonly editing: boolean;
  readonly quickNotes: readonly QuickNote[];
  readonly onConfirm: (selection: Selection) => void;
  readonly onClose: () => void;
};

/** Everything a product asks, on one page. Enter takes it; what is missing is shown, not told off. */
export function ProductSheet({ item, start, editing, quickNotes, onConfirm, onClose }: ProductSheetProps) {
  const { t } = useTranslation();
  // What is weighed is one, also when it was asked for thrice before a weighed part was picked.
  const asOne = (next: Selection) => (isOnePortion(item, next) ? withQuantity(next, 1) : next);
  const [selection, setAny] = useState(() => asOne(start));
  const setSelection = (next: Selection) => setAny(asOne(next));
  const [tried, setTried] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const now = useNow(A_WHILE_MS);
  const { total, refusal } = pricedSelection(item, selection, now);

  function confirm() {
    if (!refusal) return onConfirm(selection);
    setTried(true);
    const incomplete = item.groups.find((group) => missingIn(selection, group) > 0);
    if (incomplete) body.current?.querySelector(`[data-group="${incomplete.id}"]`)?.scrollIntoView({ block: 'center' });
  }
  const changeQuantity = (step: number) => setAny((now) => asOne(withQuantity(now, now.quantity + step)));
  useShortcuts({ '+': () => changeQuantity(1), '-': () => changeQuantity(-1) }, { inDialog: true });

  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={item.product.name}
      closeLabel={t('common.close')}
      initialFocus={() => body.current?.querySelector<HTMLElement>('[role="radio"][aria-checked="true"], button') ?? null}
      footer={
        <div className="flex w-full items-center justify-between gap-4">
          {isOnePortion(item, selection) ? (
            <span />
          ) : (
            <Stepper
              value={selection.quantity}
              onChange={(quantity) => setSelection(withQuantity(selection, quantity))}
              labels={{ group: t('sell.quantity'), less: t('sell.one-less'), more: t('sell.one-more') }}
            />
          )}
          <ConfirmButton editing={editing} total={total} refusal={refusal} onConfirm={confirm} />
        </div>
      }
    >
      <div ref={body} className="flex flex-col gap-5" onKeyDownCapture={(event) => onEnter(event, confirm)} onKeyDown={moveAmongChips}>
        {item.product.byWeight && (
          <WeightField
            name={item.product.name}
            perKilo={item.product.price}
            weight={selection.weight}
            onWeighed={(weight) => setSelection({ ...selection, weight })}
          />
        )}
        <Sizes item={item} selection={selection} onChange={setSelection} />
        <HalvesField item={item} selection={selection} onChange={setSelection} />
        {item.groups.map((group) =>
          group.kind === 'slot' ? (
            <SlotField key={group.id} item={item} group={group} selection={selection} insistent={tried} onChange={setSelection} />
          ) : (
            <ModifierGroupField key={group.id} group={group} selection={selection} insistent={tried} onChange={setSelection} />
          ),
        )}
        <NoteField item={item} quickNotes={quickNotes} selection={selection} onChange={setSelection} />
      </div>
    </Dialog>
  );
}

type ConfirmProps = ReturnType<typeof pricedSelection> & { readonly editing: boolean; readonly onConfirm: () => void };

function ConfirmButton({ editing, total, refusal, onConfirm }: ConfirmProps) {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  return (
    <span className="flex min-w-0 items-center gap-4">
      {refusal && (
        <span role="status" className="min-w-0 text-right text-14 font-medium text-warning">
          {refusalText(refusal)}
        </span>
      )}
      <Button
        variant="primary"
        size="hero"
        data-testid="sheet-confirm"
        onClick={onConfirm}
        shortcut={<Kbd>Enter</Kbd>}
        className="shrink-0"
      >
        {editing ? t('common.save') : t('sell.add')} {total !== undefined && <Money amount={total} />}
      </Button>
    </span>
  );
}

type FieldProps = { readonly item: SellableProduct; readonly selection: Selection; readonly onChange: (selection: Selection) => void };

function Sizes({ item: { product }, selection, onChange }: FieldProps) {
  const { t } = useTranslation();
  if (product.sizes.length === 0) return null;
  return (
    <Segmented
      label={t('sell.size')}
      size="big"
      value={selection.sizeId ?? ''}
      onChange={(sizeId) => onChange({ ...selection, sizeId })}
      segments={product.sizes.map((size) => ({
        value: size.id,
        label: size.name,
        detail: <Money amount={size.price} className="text-14 font-medium text-ink-muted" />,
      }))}
    />
  );
}

/** Enter takes the product wherever the focus is; Space is what presses a choice. */
function onEnter(event: KeyboardEvent, confirm: () => void): void {
  if (event.key !== 'Enter' || event.repeat) return;
  // A field of its own takes Enter for itself: a weight is said before the line is.
  if (event.target instanceof Element && event.target.closest('[data-own-enter]')) return;
  event.preventDefault();
  event.stopPropagation();
  confirm();
}

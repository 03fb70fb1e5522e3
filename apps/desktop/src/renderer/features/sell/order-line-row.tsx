import { isWeighed } from '@fastops/shared/orders/line';
import type { LineChoice, LinePart, OrderLine } from '@fastops/shared/orders/order.events';
import { weightText } from '@fastops/shared/orders/line-weight';
import { lineTotal } from '@fastops/shared/orders/totals';
import { Button } from '@fastops/ui/button';
import { classNames } from '@fastops/ui/class-names';
import { IconButton } from '@fastops/ui/icon-button';
import { Money } from '@fastops/ui/money';
import { Stepper } from '@fastops/ui/stepper';
import { BadgePercent, Ban, CookingPot, MessageSquareText, Pencil, Plus, Trash2 } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';

export type LineActions = {
  readonly onSelect: (lineId: string) => void;
  readonly onQuantity: (lineId: string, quantity: number) => void;
  readonly onEdit: (lineId: string) => void;
  readonly onRemove: (lineId: string) => void;
  /** For a line that the kitchen has: off with a reason, or one more of the same on top. */
  readonly onVoid: (lineId: string) => void;
  readonly onAgain: (lineId: string) => void;
};

type RowProps = {
  readonly line: OrderLine;
  readonly selected: boolean;
  /** The kitchen has it. */
  readonly sent: boolean;
  readonly actions: LineActions;
};

/** One line of the order. Its tools show on the selected line only, large enough for a finger. */
export const OrderLineRow = memo(function OrderLineRow({ line, selected, sent, actions }: RowProps) {
  return (
    <li data-testid="order-line" data-line={line.id} className={classNames('border-b border-line', selected && 'bg-accent-soft')}>
      <button
        type="button"
        aria-pressed={selected}
        onClick={() => actions.onSelect(line.id)}
        className={classNames(
          'flex min-h-12 w-full items-start gap-3 border-l-4 py-2 pr-1.5 pl-3 text-left -outline-offset-3',
          selected ? 'border-accent' : 'border-transparent',
        )}
      >
        <span className="min-w-6 text-16 font-semibold">{line.quantity}</span>
        <span className="min-w-0 flex-1">
          <span className="block text-16 font-semibold wrap-break-word">
            {line.name}
            {line.size && ` ${line.size.name.toLowerCase()}`}
          </span>
          <LineDetail line={line} />
        </span>
        <Money amount={lineTotal(line)} className="text-16 font-semibold" />
      </button>
      {selected && (sent ? <SentTools line={line} actions={actions} /> : <LineTools line={line} actions={actions} />)}
    </li>
  );
});

function LineDetail({ line }: { readonly line: OrderLine }) {
  return (
    <>
      {line.weight && <WeightNote weight={line.weight} />}
      {line.priceRule && <RuleNote line={line} />}
      {line.parts?.map((part, index) => (
        <PartDetail key={`${part.productId} ${index}`} part={part} />
      ))}
      <Choices choices={line.choices} />
      {line.note && (
        <span className="mt-0.5 flex items-start gap-1 text-14 font-medium text-info">
          <MessageSquareText aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 wrap-break-word">{line.note}</span>
        </span>
      )}
    </>
  );
}

function WeightNote({ weight }: { readonly weight: NonNullable<OrderLine['weight']> }) {
  const { t } = useTranslation();
  const typed: string = t('weight.typed');
  return (
    <span className="block text-14 text-ink-muted" data-testid="line-weight">
      {weightText(weight.grams)}
      {weight.perKilo > 0 && (
        <>
          {' × '}
          <Money amount={weight.perKilo} />
          {t('weight.per-kilo')}
        </>
      )}
      {weight.typedById !== undefined && ` · ${typed}`}
    </span>
  );
}

function RuleNote({ line }: { readonly line: OrderLine }) {
  const { t } = useTranslation();
  if (!line.priceRule) return null;
  return (
    <span className="flex flex-wrap items-center gap-x-1.5 text-14 font-medium text-positive">
      <BadgePercent aria-hidden className="size-4 shrink-0" />
      {line.priceRule.name}
      <span className="font-normal text-ink-muted">
        {t('sell.before')}{' '}
        <s>
          <Money amount={line.priceRule.listPrice} />
        </s>
      </span>
    </span>
  );
}

/** One half, or what fills a slot, with what was picked for it alone. */
function PartDetail({ part }: { readonly part: LinePart }) {
  const isHalf = part.kind === 'half';
  return (
    <span className={classNames('block', isHalf && 'mt-0.5 border-l-2 border-line-strong pl-2')}>
      <span className="block text-14 font-medium wrap-break-word">
        {isHalf && '½ '}
        {part.name}
        {!isHalf && part.size && ` ${part.size.name.toLowerCase()}`} {part.surcharge > 0 && <Money amount={part.surcharge} signed />}
      </span>
      {part.weight && <WeightNote weight={part.weight} />}
      <Choices choices={part.choices} />
    </span>
  );
}

/** What costs nothing shares a line; what costs has its own, with its price; what is left out comes last and struck. */
function Choices({ choices }: { readonly choices: readonly LineChoice[] }) {
  const { t } = useTranslation();
  const double: string = t('sell.double');
  const taken = choices.filter((choice) => choice.kind !== 'removal');
  const counted = ({ kind, quantity, name }: LineChoice) => {
    if (kind === 'double') return `${double} ${name}`;
    return quantity > 1 ? `${quantity} × ${name}` : name;
  };
  const free = taken.filter((choice) => choice.price === 0).map(counted);
  const removed = choices.filter((choice) => choice.kind === 'removal').map((choice) => choice.name.toLowerCase());
  return (
    <>
      {free.length > 0 && <span className="block text-14 wrap-break-word text-ink-muted">{free.join(', ')}</span>}
      {taken
        .filter((choice) => choice.price !== 0)
        .map((choice) => (
          <span key={`${choice.groupId} ${choice.optionId}`} className="block text-14 text-ink-muted">
            {counted(choice)} <Money amount={choice.price} signed />
          </span>
        ))}
      {removed.length > 0 && (
        <span className="block text-14 text-danger">
          {t('sell.without')} <s>{removed.join(', ')}</s>
        </span>
      )}
    </>
  );
}

function SentTools({ line, actions }: { readonly line: OrderLine; readonly actions: LineActions }) {
  const { t } = useTranslation();
  return (
    <div className="flex items-center justify-between gap-2 pr-1.5 pb-2 pl-4" data-testid="sent-tools">
      <span className="flex min-w-0 items-center gap-1.5 text-14 font-medium text-ink-muted">
        <CookingPot aria-hidden className="size-4 shrink-0" />
        {t('sell.in-kitchen')}
      </span>
      <span className="flex shrink-0 gap-1">
        <IconButton icon={Plus} label={t('sell.one-again')} size="touch" tone="outline" onClick={() => actions.onAgain(line.id)} />
        <Button size="touch" variant="danger" icon={Ban} data-testid="line-void" onClick={() => actions.onVoid(line.id)}>
          {t('sell.void-line')}
        </Button>
      </span>
    </div>
  );
}

function LineTools({ line, actions }: { readonly line: OrderLine; readonly actions: LineActions }) {
  const { t } = useTranslation();
  return (
    <div className="flex items-center justify-between gap-1 pr-1.5 pb-2 pl-4">
      {isWeighed(line) ? (
        <IconButton icon={Plus} label={t('sell.one-again')} size="touch" tone="outline" onClick={() => actions.onAgain(line.id)} />
      ) : (
        <Stepper
          value={line.quantity}
          onChange={(quantity) => actions.onQuantity(line.id, quantity)}
          labels={{ group: t('sell.quantity'), less: t('sell.one-less'), more: t('sell.one-more') }}
        />
      )}
      <span className="flex gap-1">
        <IconButton icon={Pencil} label={t('sell.edit-line')} size="touch" tone="outline" onClick={() => actions.onEdit(line.id)} />
        <IconButton
          icon={Trash2}
          label={t('sell.remove-line')}
          size="touch"
          tone="danger-outline"
          onClick={() => actions.onRemove(line.id)}
        />
      </span>
    </div>
  );
}

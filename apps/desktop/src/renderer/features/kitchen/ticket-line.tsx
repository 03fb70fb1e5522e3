import { classNames } from '@fastops/ui/class-names';
import { Ban, Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import type { CardLine } from './kitchen.queries.ts';

type TicketLineProps = { readonly line: CardLine; readonly onPress: () => void };

/** One thing to make; a press says that it is made, or that it isn't yet. */
export function TicketLine({ line, onPress }: TicketLineProps) {
  const { t } = useTranslation();
  const name = line.size === undefined ? line.name : `${line.name} ${line.size}`;
  const isGone = line.struck >= line.quantity;
  return (
    <button
      type="button"
      onClick={onPress}
      aria-pressed={line.isBumped}
      data-testid="kitchen-line"
      className="flex min-h-12 w-full items-start gap-3 px-3 py-2 text-left text-20 active:bg-surface-strong"
    >
      <span className={classNames('font-bold tabular-nums', (isGone || line.isBumped) && 'line-through text-ink-muted')}>
        {line.quantity}
      </span>
      <span className="flex min-w-0 flex-1 flex-col gap-1">
        <span className={classNames('font-semibold wrap-break-word', (isGone || line.isBumped) && 'line-through text-ink-muted')}>
          {name}
        </span>
        {line.struck > 0 && (
          <span className="flex items-center gap-1 text-16 font-bold text-danger">
            <Ban aria-hidden className="size-5 shrink-0" />
            {isGone ? t('kitchen.voided') : t('kitchen.voided-some', { count: line.struck })}
          </span>
        )}
        {!line.isBumped && !isGone && <Details line={line} />}
      </span>
      {line.isBumped && <Check aria-hidden className="size-6 shrink-0 text-positive" />}
    </button>
  );
}

/** What makes it different from the menu: the part that goes wrong when it is small. */
function Details({ line }: { readonly line: CardLine }) {
  const { t } = useTranslation();
  return (
    <>
      {line.of !== undefined && <span className="text-16 text-ink-muted">{t('kitchen.of', { combo: line.of })}</span>}
      {line.halves && <Halves halves={line.halves} />}
      <Modifiers modifiers={line.modifiers} />
      {line.removals.map((thing) => (
        <Removal key={thing} thing={thing} />
      ))}
      {line.note !== undefined && (
        <span className="rounded-sm bg-ink px-2 py-1 text-20 font-bold wrap-break-word text-surface">
          {t('kitchen.note')}: {line.note}
        </span>
      )}
    </>
  );
}

function Modifiers({ modifiers }: { readonly modifiers: CardLine['modifiers'] }) {
  const { t } = useTranslation();
  return modifiers.map(({ name, quantity, double }) => (
    <span key={name} className="pl-2 text-16 font-normal wrap-break-word">
      + {quantity > 1 && <b>{quantity}× </b>}
      {double ? <b>{t('kitchen.double', { thing: name.toUpperCase() })}</b> : name}
    </span>
  ));
}

function Removal({ thing }: { readonly thing: string }) {
  const { t } = useTranslation();
  return (
    <span className="flex items-center gap-1 text-20 font-bold text-danger">
      <Ban aria-hidden className="size-6 shrink-0" />
      {t('kitchen.without', { thing: thing.toUpperCase() })}
    </span>
  );
}

function Halves({ halves }: { readonly halves: NonNullable<CardLine['halves']> }) {
  const { t } = useTranslation();
  return (
    <span className="grid grid-cols-2 overflow-hidden rounded-md border-2 border-ink">
      {halves.map(({ name, modifiers = [], removals }, index) => (
        <span
          key={`${index} ${name}`}
          className={classNames('flex flex-col gap-1 p-2 text-16 font-bold', index > 0 && 'border-l-2 border-ink')}
        >
          {t('kitchen.half', { name })}
          <Modifiers modifiers={modifiers} />
          {removals.map((thing) => (
            <Removal key={thing} thing={thing} />
          ))}
        </span>
      ))}
    </span>
  );
}

import { Button } from '@fastops/ui/button';
import { Chip } from '@fastops/ui/chip';
import { Money } from '@fastops/ui/money';
import { Select } from '@fastops/ui/select';
import { TextField } from '@fastops/ui/text-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { ClosingList } from './cash.queries.ts';
import { DriversOwing } from './drivers-owing.tsx';

type Choice =
  | { readonly orderId: string; readonly outcome: 'next-session' }
  | { readonly orderId: string; readonly outcome: 'other-till'; readonly terminalId: string }
  | { readonly orderId: string; readonly outcome: 'cancel'; readonly reason: string };

/** What was decided about everything that the shift leaves open. */
export type Reviewed = {
  readonly openOrders: readonly Choice[];
  readonly unverifiedSeen: readonly string[];
  readonly driversSeen: readonly string[];
};

/** Rows drawn at first: a list of a thousand choices is answered for all of them together. */
const ROWS = 100;

/** `next`, `cancel`, or the id of another till; nothing until somebody chose. */
type Outcomes = Readonly<Record<string, string>>;

/** Open orders, each with a choice of its own, and transfers that nobody has seen arrive. Nothing is chosen beforehand. */
export function ReviewStep({ list, onDone }: { readonly list: ClosingList; readonly onDone: (reviewed: Reviewed) => void }) {
  const { t } = useTranslation();
  const [outcomes, setOutcomes] = useState<Outcomes>({});
  const [reason, setReason] = useState('');
  const [seen, setSeen] = useState(false);
  const [driversSeen, setDriversSeen] = useState(false);
  const undecided = list.openOrders.filter(({ id }) => outcomes[id] === undefined).length;
  const cancels = Object.values(outcomes).includes('cancel');
  const blocked =
    undecided > 0
      ? t('review.undecided', { count: undecided })
      : cancels && reason.trim() === ''
        ? t('review.reason-needed')
        : list.unverified.length > 0 && !seen
          ? t('review.unseen')
          : list.drivers.length > 0 && !driversSeen
            ? t('review.drivers-unseen')
            : undefined;

  function finish() {
    const openOrders = list.openOrders.map(({ id }) => choiceOf(id, outcomes[id] ?? 'next', reason.trim()));
    onDone({
      openOrders,
      unverifiedSeen: list.unverified.map(({ id }) => id),
      driversSeen: list.drivers.map(({ id }) => id),
    });
  }

  return (
    <div className="flex flex-col gap-5">
      {list.openOrders.length > 0 && (
        <OpenOrders
          list={list}
          outcomes={outcomes}
          onChoose={(id, outcome) => setOutcomes((now) => ({ ...now, [id]: outcome }))}
          onAllNext={() => setOutcomes(Object.fromEntries(list.openOrders.map(({ id }) => [id, 'next'])))}
        />
      )}
      {cancels && (
        <TextField
          size="touch"
          label={t('review.reason')}
          maxLength={120}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          data-testid="cancel-reason"
        />
      )}
      {list.drivers.length > 0 && <DriversOwing list={list} seen={driversSeen} onSeen={setDriversSeen} />}
      {list.unverified.length > 0 && <Unverified list={list} seen={seen} onSeen={setSeen} />}
      <Button variant="primary" size="hero" stretch disabledReason={blocked} onClick={finish} data-testid="review-done">
        {t('review.submit')}
      </Button>
    </div>
  );
}

function choiceOf(orderId: string, outcome: string, reason: string): Choice {
  if (outcome === 'next') return { orderId, outcome: 'next-session' };
  if (outcome === 'cancel') return { orderId, outcome: 'cancel', reason };
  return { orderId, outcome: 'other-till', terminalId: outcome };
}

type OpenOrdersProps = {
  readonly list: ClosingList;
  readonly outcomes: Outcomes;
  readonly onChoose: (id: string, outcome: string) => void;
  readonly onAllNext: () => void;
};

function OpenOrders({ list, outcomes, onChoose, onAllNext }: OpenOrdersProps) {
  const { t } = useTranslation();
  const [rows, setRows] = useState(ROWS);
  const more = list.openOrders.length - rows;
  const options = [
    { value: '', label: t('review.choose') },
    { value: 'next', label: t('review.next') },
    ...list.otherTills.map(({ terminalId, series }) => ({ value: terminalId, label: t('review.other-till', { series }) })),
  ];
  return (
    <section aria-label={t('review.orders')} className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-3">
        <h3 className="text-16 font-semibold">{t('review.orders')}</h3>
        <Button size="touch" onClick={onAllNext} data-testid="all-next">
          {t('review.all-next')}
        </Button>
      </div>
      <ul className="flex max-h-[38dvh] flex-col gap-2 overflow-y-auto p-0.5">
        {list.openOrders.slice(0, rows).map(({ id, number, balance, paid }) => (
          <li
            key={id}
            data-testid="open-order"
            className="grid grid-cols-[5rem_6rem_minmax(0,1fr)] items-center gap-3 rounded-md border border-line px-3 py-2"
          >
            <span className="text-16 font-semibold">{number ?? t('review.draft')}</span>
            <Money amount={balance} className="text-right text-16" />
            <Select
              size="touch"
              label={t('review.what', { number: number ?? t('review.draft') })}
              hideLabel
              value={outcomes[id] ?? ''}
              onChange={(outcome) => onChoose(id, outcome)}
              options={paid > 0 ? options : [...options, { value: 'cancel', label: t('review.cancel') }]}
            />
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Button size="touch" className="self-start" data-testid="more-open" onClick={() => setRows(rows + ROWS)}>
          {t('review.more', { count: more })}
        </Button>
      )}
    </section>
  );
}

type UnverifiedProps = { readonly list: ClosingList; readonly seen: boolean; readonly onSeen: (seen: boolean) => void };

function Unverified({ list, seen, onSeen }: UnverifiedProps) {
  const { t } = useTranslation();
  const [rows, setRows] = useState(ROWS);
  const more = list.unverified.length - rows;
  return (
    <section aria-label={t('review.transfers')} className="flex flex-col gap-2">
      <h3 className="text-16 font-semibold">{t('review.transfers')}</h3>
      <p className="text-14 text-ink-muted">{t('review.transfers-text')}</p>
      <ul className="flex max-h-[24dvh] flex-col gap-1 overflow-y-auto">
        {list.unverified.slice(0, rows).map(({ id, number, method, amount, reference }) => (
          <li key={id} data-testid="unverified" className="grid grid-cols-[5rem_1fr_auto] gap-3 border-b border-line px-1 py-2 text-16">
            <span className="font-semibold">{number}</span>
            <span className="min-w-0 truncate">
              {t(`pay.${method}`)}
              {reference && <span className="text-ink-muted"> · {reference}</span>}
            </span>
            <Money amount={amount} className="text-right" />
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Button size="touch" className="self-start" data-testid="more-unverified" onClick={() => setRows(rows + ROWS)}>
          {t('review.more', { count: more })}
        </Button>
      )}
      <Chip pressed={seen} onClick={() => onSeen(!seen)} data-testid="transfers-seen" className="self-start">
        {t('review.seen', { count: list.unverified.length })}
      </Chip>
    </section>
  );
}

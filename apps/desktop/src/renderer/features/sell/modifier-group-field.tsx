import type { ModifierGroup, ModifierOption } from '@fastops/shared/catalog/product';
import { Chip } from '@fastops/ui/chip';
import { classNames } from '@fastops/ui/class-names';
import { IconButton } from '@fastops/ui/icon-button';
import { Money } from '@fastops/ui/money';
import { Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

import type { Chosen } from './selection.ts';
import { missingIn, optionView, tapOption, untapOption } from './selection.ts';

/** What is picked into, and how to change it: a line, a half, or what fills a slot. */
export type ChoosingProps<C extends Chosen> = {
  readonly group: ModifierGroup;
  readonly selection: C;
  /** Set once the person tried to go on: what is missing is then said aloud. */
  readonly insistent: boolean;
  readonly onChange: (selection: C) => void;
};

export function ModifierGroupField<C extends Chosen>({ group, selection, insistent, onChange }: ChoosingProps<C>) {
  return (
    <GroupFrame group={group} selection={selection} insistent={insistent}>
      {group.options.map((option) => (
        <OptionChip key={option.id} group={group} option={option} selection={selection} onChange={onChange} />
      ))}
    </GroupFrame>
  );
}

type FrameProps = Omit<ChoosingProps<Chosen>, 'onChange'> & { readonly children: ReactNode; readonly below?: ReactNode };

/** A group's name, its rule, and its options as chips. */
export function GroupFrame({ group, selection, insistent, children, below }: FrameProps) {
  const titleId = useId();
  return (
    <div role="group" aria-labelledby={titleId} data-group={group.id}>
      <div className="mb-1.5 flex items-baseline gap-2">
        <h3 id={titleId} className="text-16 font-semibold">
          {group.name}
        </h3>
        <Rule group={group} selection={selection} insistent={insistent} />
      </div>
      <div className="flex flex-wrap gap-2">{children}</div>
      {below}
    </div>
  );
}

function Rule({ group, selection, insistent }: Omit<ChoosingProps<Chosen>, 'onChange'>) {
  const { t } = useTranslation();
  const missing = missingIn(selection, group);
  const rule = ruleKey(group);
  const someCost = group.freeCount > 0 && group.freeCount < group.max && group.options.some((option) => option.price > 0);
  return (
    <span
      className={classNames(
        'text-14',
        missing === 0 ? 'text-ink-muted' : insistent ? 'font-semibold text-danger' : 'font-medium text-warning',
      )}
    >
      {rule && t(rule, { min: group.min, max: group.max })}
      {someCost && ` · ${t('sell.rule-free', { count: group.freeCount })}`}
      {missing > 0 && ` · ${t('sell.rule-missing', { count: missing })}`}
    </span>
  );
}

function ruleKey({ kind, min, max, options }: ModifierGroup) {
  if (kind === 'removal') return 'sell.rule-removal';
  if (min === max) return 'sell.rule-exact';
  if (min > 0) return 'sell.rule-between';
  return max < options.length ? 'sell.rule-up-to' : 'sell.rule-optional';
}

type OptionProps<C extends Chosen> = Omit<ChoosingProps<C>, 'insistent'> & { readonly option: ModifierOption };

export function OptionChip<C extends Chosen>({ group, option, selection, onChange }: OptionProps<C>) {
  const { t } = useTranslation();
  const { count, blocked, costs, canTakeOneAway } = optionView(selection, group, option);
  const title = useChipTitle(group, option, blocked);
  return (
    <span className="inline-flex gap-1">
      <Chip
        pressed={count > 0}
        strikes={group.kind === 'removal'}
        disabled={title !== undefined}
        title={title}
        onClick={() => onChange(tapOption(selection, group, option))}
      >
        {count > 1 && <span className="font-semibold">{count} ×</span>}
        {group.kind === 'double' && <span className="font-semibold">{t('sell.double')}</span>}
        {option.name}
        {option.soldOut && <span className="text-12 uppercase">{t('sell.sold-out')}</span>}
        {costs && <Money amount={option.price} signed className="text-14" />}
      </Chip>
      {canTakeOneAway && (
        <IconButton
          icon={Minus}
          size="touch"
          tone="outline"
          label={t('sell.one-less-of', { name: option.name })}
          onClick={() => onChange(untapOption(selection, group, option))}
        />
      )}
    </span>
  );
}

/** Why an option can't be tapped; nothing when it can. */
function useChipTitle(group: ModifierGroup, option: ModifierOption, blocked: boolean): string | undefined {
  const { t } = useTranslation();
  if (option.soldOut) return t('sell.sold-out');
  return blocked ? t('sell.group-full', { max: group.max }) : undefined;
}

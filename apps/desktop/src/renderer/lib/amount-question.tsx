import { Button } from '@fastops/ui/button';
import { Kbd } from '@fastops/ui/kbd';
import { Keypad } from '@fastops/ui/keypad';
import { Money } from '@fastops/ui/money';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { useAmountEntry } from './amount-entry.ts';

type AmountQuestionProps = {
  readonly entry: ReturnType<typeof useAmountEntry>;
  readonly label: string;
  readonly submitLabel: string;
  /** For tests: the figure's own, and the button's. */
  readonly testIds: { readonly amount: string; readonly submit: string };
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly disabledReason?: string | undefined;
  /** Amounts worth one tap, between the figure and the pad. */
  readonly quick?: ReactNode;
};

/** One amount: the figure large, the pad, what went wrong, and the one button. */
export function AmountQuestion({ entry, label, submitLabel, testIds, busy, error, disabledReason, quick }: AmountQuestionProps) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-baseline justify-between gap-3 rounded-md border border-line-strong px-4 py-2">
        <span className="text-16 text-ink-muted">{label}</span>
        <Money data-testid={testIds.amount} amount={entry.amount} size={40} className="font-semibold" />
      </div>
      {quick}
      <Keypad groupLabel={t('common.keypad')} eraseLabel={t('common.erase')} onKey={entry.type} onErase={entry.erase} />
      {error && (
        <p role="alert" className="text-14 font-medium text-danger">
          {error}
        </p>
      )}
      <Button
        variant="primary"
        size="hero"
        stretch
        busy={busy}
        disabledReason={disabledReason}
        onClick={entry.submit}
        data-testid={testIds.submit}
        shortcut={<Kbd>Enter</Kbd>}
      >
        {submitLabel}
      </Button>
    </div>
  );
}

import { Button } from '@fastops/ui/button';
import { classNames } from '@fastops/ui/class-names';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { FirstStep } from '../../lib/first-start.ts';

type StepFrameProps = {
  readonly step: FirstStep;
  /** All that this computer is asked. */
  readonly steps: readonly FirstStep[];
  readonly onNext: () => void;
  /** Leaves the rest for another time. */
  readonly onLater?: (() => void) | undefined;
  readonly onBack?: (() => void) | undefined;
  readonly children: ReactNode;
};

/** One step of the first start: what it is for, how far it is, and the ways on. */
export function StepFrame({ step, steps, onNext, onLater, onBack, children }: StepFrameProps) {
  const { t } = useTranslation();
  const index = steps.indexOf(step);
  return (
    <main className="flex min-h-0 flex-1 justify-center overflow-y-auto p-4" data-testid={`first-${step}`}>
      <section className="flex w-full max-w-[720px] flex-col gap-5 self-start rounded-md border border-line bg-surface-raised p-8">
        <ol className="flex gap-1" aria-label={t('first.progress', { step: index + 1, steps: steps.length })}>
          {steps.map((each, at) => (
            <li key={each} className={classNames('h-1.5 flex-1 rounded-sm', at <= index ? 'bg-accent' : 'bg-surface-strong')} />
          ))}
        </ol>
        <div>
          <h1 className="text-28 font-semibold">{t(`first.${step}.title`)}</h1>
          <p className="mt-2 text-16 text-ink-muted">{t(`first.${step}.text`)}</p>
        </div>
        {children}
        <div className="flex flex-wrap justify-between gap-3">
          <span className="flex gap-3">
            {onBack && (
              <Button size="touch" variant="ghost" onClick={onBack}>
                {t('first.back')}
              </Button>
            )}
            {onLater && (
              <Button size="touch" variant="ghost" onClick={onLater} data-testid="first-later">
                {t('first.later')}
              </Button>
            )}
          </span>
          <Button size="touch" variant="primary" onClick={onNext} data-testid="first-next">
            {t(index === steps.length - 1 ? 'first.done' : 'first.next')}
          </Button>
        </div>
      </section>
    </main>
  );
}

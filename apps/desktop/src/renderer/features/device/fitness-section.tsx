import { Button } from '@fastops/ui/button';
import type { StatusTone } from '@fastops/ui/status-dot';
import { StatusDot } from '@fastops/ui/status-dot';
import { commissioningTexts, findingText } from '@fastops/shared/commissioning/report-texts';
import type { Light } from '@fastops/shared/commissioning/report';
import { ClipboardCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useSettings } from '../../lib/settings.tsx';
import { useTimeFormat } from '../../lib/time-format.ts';
import { useNow } from '../../lib/use-now.ts';
import type { Fitness } from './device.queries.ts';
import { useFitness, useRunChecks } from './device.queries.ts';

const TICK_MS = 5000;
const TONE: Record<Light, StatusTone> = { green: 'positive', amber: 'warning', red: 'danger', grey: 'neutral' };

/** Is this computer fit to be handed over? Each light with what to do. */
export function FitnessSection({ mayRun }: { readonly mayRun: boolean }) {
  const { t } = useTranslation();
  const { data: latest } = useFitness();
  const run = useRunChecks();
  return (
    <section className="flex flex-col gap-3" aria-labelledby="fitness-title">
      <h3 id="fitness-title" className="text-16 font-semibold">
        {t('fitness.title')}
      </h3>
      <p className="text-14 text-ink-muted">{t('fitness.explain')}</p>
      {latest && <Report latest={latest} />}
      {mayRun && (
        <Button size="touch" icon={ClipboardCheck} busy={run.isPending} onClick={() => run.mutate()} data-testid="fitness-run">
          {t(run.isPending ? 'fitness.running' : 'fitness.run')}
        </Button>
      )}
    </section>
  );
}

function Report({ latest }: { readonly latest: NonNullable<Fitness> }) {
  const { t } = useTranslation();
  const { language } = useSettings();
  const time = useTimeFormat();
  const now = useNow(TICK_MS);
  const texts = commissioningTexts(language);
  const ago: string = time.ago(latest.report.madeAt, now);
  return (
    <div className="flex flex-col gap-2">
      <p className="text-12 text-ink-muted">
        {t('fitness.made', { ago, name: latest.report.madeBy })} {t(latest.isSent ? 'fitness.sent' : 'fitness.waiting')}
      </p>
      <ul className="flex flex-col gap-2" data-testid="fitness-report">
        {latest.report.checks.map((check) => (
          <li key={check.id} className="flex flex-col gap-1 rounded-md border border-line p-3">
            <span className="flex items-center justify-between gap-3 text-14 font-semibold">
              {texts.checks[check.id]}
              <StatusDot tone={TONE[check.light]}>{texts.lights[check.light]}</StatusDot>
            </span>
            <span className="text-14 text-ink-muted">{findingText(texts, check.finding, check.facts)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

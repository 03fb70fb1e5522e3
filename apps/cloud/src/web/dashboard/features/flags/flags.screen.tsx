import { flagLimitsSchema } from '@fastops/shared/reports/red-flags';
import { Button } from '@fastops/ui/button';
import { Skeleton } from '@fastops/ui/skeleton';
import { TextField } from '@fastops/ui/text-field';
import { Wallet } from 'lucide-react';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../../lib/failure-notice.tsx';
import { InnerLink } from '../../lib/inner-link.tsx';
import { useMay } from '../../lib/me.ts';
import { Panel } from '../../lib/panel.tsx';
import { PATHS } from '../../lib/paths.ts';
import { useFlagLimits, useSaveFlagLimits, type FlagLimits } from './flags.queries.ts';

/** Each group of limits is one flag. A rate is kept in hundredths of a percent and written as a percentage. */
const GROUPS = [
  { flag: 'silent', fields: ['silentMinutes'] },
  { flag: 'voids', fields: ['voidBp', 'voidCount'] },
  { flag: 'lateKitchen', fields: ['lateMinutes', 'latePercent', 'lateCount'] },
] as const;
type Field = keyof FlagLimits;
type Draft = Readonly<Record<Field, string>>;

const UNITS = {
  silentMinutes: 'minutes',
  voidBp: 'percent',
  voidCount: 'times',
  lateMinutes: 'minutes',
  latePercent: 'percent',
  lateCount: 'times',
} as const;

/** From where on the morning page says that something is off. */
export function FlagsScreen() {
  const limits = useFlagLimits();
  if (limits.isError) return <FailureNotice error={limits.error} onRetry={() => void limits.refetch()} />;
  return limits.data ? <Form key={JSON.stringify(limits.data)} limits={limits.data} /> : <Skeleton className="h-96" />;
}

function Form({ limits }: { readonly limits: FlagLimits }) {
  const { t } = useTranslation();
  const may = useMay('company.manage');
  const save = useSaveFlagLimits();
  const [draft, setDraft] = useState(draftOf(limits));
  const read = limitsOf(draft);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (read.limits) save.mutate(read.limits);
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {GROUPS.map(({ flag, fields }) => (
        <Panel key={flag} title={t(`reports.flags.${flag}.title`)}>
          <p className="mb-3 max-w-[70ch] text-14 text-ink-muted">{t(`reports.flags.${flag}.text`)}</p>
          <div className="grid gap-4 sm:grid-cols-3">
            {fields.map((field) => (
              <TextField
                key={field}
                label={t(`reports.flags.${field}`)}
                inputMode="decimal"
                maxLength={6}
                trail={<span aria-hidden>{t(`reports.flags.${UNITS[field]}`)}</span>}
                value={draft[field]}
                error={read.wrong.includes(field) ? t('reports.flags.wrong') : undefined}
                onChange={(event) => setDraft({ ...draft, [field]: event.target.value })}
              />
            ))}
          </div>
        </Panel>
      ))}
      <div className="flex flex-wrap items-center gap-4 text-14 text-ink-muted">
        <span className="max-w-[60ch]">{t('reports.flags.cash')}</span>
        <InnerLink to={PATHS.cash} icon={Wallet}>
          {t('nav.cash')}
        </InnerLink>
      </div>
      {save.isError && <FailureNotice error={save.error} onRetry={() => save.mutate(save.variables)} />}
      <div className="flex items-center gap-4">
        <Button variant="primary" type="submit" busy={save.isPending} disabledReason={may ? undefined : t('reports.flags.notAllowed')}>
          {t('reports.flags.save')}
        </Button>
        <span role="status" className="text-14 text-positive">
          {save.isSuccess && t('reports.flags.saved')}
        </span>
      </div>
    </form>
  );
}

function draftOf(limits: FlagLimits): Draft {
  const text = (field: Field) => String(field === 'voidBp' ? limits[field] / 100 : limits[field]);
  return {
    silentMinutes: text('silentMinutes'),
    voidBp: text('voidBp'),
    voidCount: text('voidCount'),
    lateMinutes: text('lateMinutes'),
    latePercent: text('latePercent'),
    lateCount: text('lateCount'),
  };
}

/** What was written as limits, or which of them can't be one. */
function limitsOf(draft: Draft): { readonly limits: FlagLimits | undefined; readonly wrong: readonly Field[] } {
  const figure = (field: Field) => {
    const written = Number(draft[field].trim().replace(',', '.') || Number.NaN);
    return field === 'voidBp' ? Math.round(written * 100) : written;
  };
  const parsed = flagLimitsSchema.safeParse(Object.fromEntries(Object.keys(draft).map((field) => [field, figure(fieldOf(field))])));
  if (parsed.success) return { limits: parsed.data, wrong: [] };
  return { limits: undefined, wrong: parsed.error.issues.map(({ path }) => fieldOf(String(path[0]))) };
}

function fieldOf(name: string): Field {
  return flagLimitsSchema.keyof().parse(name);
}

import { money } from '@fastops/shared/base/money';
import type { CounterDevice, CounterKind, ScaleQuestion } from '@fastops/shared/counter/counter-device';
import { counterDeviceSchema } from '@fastops/shared/counter/counter-device';
import { weightText } from '@fastops/shared/orders/line-weight';
import { Button } from '@fastops/ui/button';
import { Select } from '@fastops/ui/select';
import { TextField } from '@fastops/ui/text-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useRefusalText } from '../../lib/refusal-text.ts';
import type { FoundLine } from './counter.queries.ts';
import { useSerialLines, useSetDevice, useTryPole, useTryScale } from './counter.queries.ts';

const SPEEDS = ['1200', '2400', '4800', '9600', '19200', '38400', '57600', '115200'] as const;
const QUESTIONS = ['w', 'p', 'enq', 'none'] as const satisfies readonly ScaleQuestion[];
const EXAMPLE_PORT = 'COM3';
const SAMPLE = money(12_500);

type FormProps = { readonly kind: CounterKind; readonly now: CounterDevice | null; readonly onDone: () => void };

/** Where a device hangs and what it speaks; tried before it is saved. */
export function CounterForm({ kind, now, onDone }: FormProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<CounterDevice>(now ?? { path: '', baudRate: 9600, question: 'w' });
  const save = useSetDevice(onDone);
  const parsed = counterDeviceSchema.safeParse(draft);
  const change = (part: Partial<CounterDevice>) => setDraft({ ...draft, ...part });
  return (
    <div className="flex flex-col gap-3 rounded-md border border-line-strong p-4" data-testid={`counter-form-${kind}`}>
      <h4 className="text-16 font-semibold">{t(`counter.${kind}`)}</h4>
      <PortField draft={draft} onPick={({ path, usb }) => setDraft(onLine(draft, path, usb))} />
      <div className="grid grid-cols-2 gap-3">
        <Select
          size="touch"
          label={t('counter.baud')}
          value={String(draft.baudRate)}
          options={SPEEDS.map((value) => ({ value, label: value }))}
          onChange={(baudRate) => change({ baudRate: Number(baudRate) })}
        />
        {kind === 'scale' && (
          <Select
            size="touch"
            label={t('counter.question')}
            value={draft.question}
            options={QUESTIONS.map((value) => ({ value, label: t(`counter.question.${value}`) }))}
            onChange={(question) => change({ question })}
          />
        )}
      </div>
      {parsed.success && (kind === 'scale' ? <TryScale scale={parsed.data} /> : <TryPole pole={parsed.data} />)}
      {save.isError && (
        <p role="alert" className="text-14 font-medium text-danger">
          {t('common.not-saved')}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button size="touch" variant="ghost" onClick={onDone}>
          {t('common.close')}
        </Button>
        <Button
          size="touch"
          variant="primary"
          busy={save.isPending}
          disabledReason={parsed.success ? undefined : t('counter.port')}
          onClick={() => parsed.success && save.mutate({ kind, settings: parsed.data })}
          data-testid={`counter-save-${kind}`}
        >
          {t('common.save')}
        </Button>
      </div>
    </div>
  );
}

/** Moved to another port it is another chip, or none. */
function onLine({ usb: _old, ...rest }: CounterDevice, path: string, usb?: CounterDevice['usb']): CounterDevice {
  return { ...rest, path, ...(usb ? { usb } : {}) };
}

type PortProps = {
  readonly draft: CounterDevice;
  readonly onPick: (line: { readonly path: string; readonly usb?: FoundLine['usb'] }) => void;
};

function PortField({ draft, onPick }: PortProps) {
  const { t } = useTranslation();
  const lines = useSerialLines();
  return (
    <div className="flex flex-col gap-2">
      <TextField
        size="touch"
        label={t('counter.port')}
        placeholder={EXAMPLE_PORT}
        spellCheck={false}
        maxLength={255}
        value={draft.path}
        onChange={(event) => onPick({ path: event.target.value })}
        onKeyDown={(event) => event.stopPropagation()}
        data-testid="counter-port"
      />
      {lines.data?.length === 0 && <p className="text-14 text-ink-muted">{t('counter.no-ports')}</p>}
      <div className="flex flex-wrap gap-2">
        {lines.data?.map((line) => (
          <Button key={line.path} size="touch" aria-pressed={line.path === draft.path} onClick={() => onPick(line)}>
            {[line.path, line.label].filter(Boolean).join(' · ')}
          </Button>
        ))}
      </div>
    </div>
  );
}

function TryScale({ scale }: { readonly scale: CounterDevice }) {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const trial = useTryScale();
  const said = trial.data;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button size="touch" busy={trial.isPending} onClick={() => trial.mutate(scale)} data-testid="try-scale">
        {t('counter.try-scale')}
      </Button>
      <p role="status" className="min-w-0 text-14 font-medium" data-testid="tried-scale">
        {said && (said.ok ? t('counter.tried-scale', { weight: weightText(said.value) }) : refusalText(said.refusal))}
      </p>
    </div>
  );
}

function TryPole({ pole }: { readonly pole: CounterDevice }) {
  const { t } = useTranslation();
  const trial = useTryPole();
  const view = { top: { label: t('pole.hello') }, bottom: { label: t('pole.total'), amount: SAMPLE } };
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button size="touch" busy={trial.isPending} onClick={() => trial.mutate({ pole, view })} data-testid="try-pole">
        {t('counter.try-pole')}
      </Button>
      <p role="status" className="min-w-0 text-14 font-medium" data-testid="tried-pole">
        {trial.data !== undefined && t(trial.data ? 'counter.tried-pole' : 'counter.pole-silent')}
      </p>
    </div>
  );
}

import type { Schedule } from '@fastops/shared/catalog/schedule';
import { Chip } from '@fastops/ui/chip';
import { TextField } from '@fastops/ui/text-field';
import { useTranslation } from 'react-i18next';

type FigureProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hideLabel?: boolean;
};

/** A number that somebody types. */
export function Figure({ label, value, onChange, hideLabel = false }: FigureProps) {
  return (
    <TextField
      label={label}
      hideLabel={hideLabel}
      inputMode="decimal"
      maxLength={14}
      className="min-w-24 flex-1"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

type ChoiceProps<T extends { readonly id: string; readonly name: string }> = {
  readonly title: string;
  readonly all: readonly T[];
  readonly chosen: readonly string[];
  readonly onChange: (ids: string[]) => void;
};

/** Some of many, each a chip. */
export function SomeOf<T extends { readonly id: string; readonly name: string }>({ title, all, chosen, onChange }: ChoiceProps<T>) {
  if (all.length === 0) return null;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1 text-14 font-semibold">{title}</legend>
      <div className="flex flex-wrap gap-2">
        {all.map(({ id, name }) => (
          <Chip
            key={id}
            pressed={chosen.includes(id)}
            className="min-h-10 px-3 text-14"
            onClick={() => onChange(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id])}
          >
            {name}
          </Chip>
        ))}
      </div>
    </fieldset>
  );
}

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;

type ScheduleProps = { readonly schedule: Schedule; readonly onChange: (schedule: Schedule) => void };

/** Days and hours at which something holds. */
export function ScheduleFields({ schedule, onChange }: ScheduleProps) {
  const { t } = useTranslation();
  const days = DAYS.map((day) => ({ id: String(day), name: t(`menu.day.d${day}`) }));
  return (
    <div className="flex flex-col gap-3">
      <SomeOf
        title={t('menu.days')}
        all={days}
        chosen={schedule.weekdays.map(String)}
        onChange={(weekdays) => onChange({ ...schedule, weekdays: weekdays.map(Number).sort((a, b) => a - b) })}
      />
      <div className="flex gap-3">
        <TextField
          type="time"
          label={t('menu.from')}
          value={clockOf(schedule.from)}
          onChange={(event) => onChange({ ...schedule, from: minutesOf(event.target.value) ?? schedule.from })}
        />
        <TextField
          type="time"
          label={t('menu.to')}
          value={clockOf(schedule.to % 1440)}
          onChange={(event) => onChange({ ...schedule, to: (minutesOf(event.target.value) ?? schedule.to) || 1440 })}
        />
      </div>
    </div>
  );
}

/** All day, every day. */
export const ALWAYS: Schedule = { weekdays: [], from: 0, to: 1440 };

export function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function minutesOf(text: string): number | undefined {
  const [hours, minutes] = text.split(':').map(Number);
  return hours === undefined || minutes === undefined || Number.isNaN(hours + minutes) ? undefined : hours * 60 + minutes;
}

import { Chip } from '@fastops/ui/chip';
import { TextField } from '@fastops/ui/text-field';
import { useTranslation } from 'react-i18next';

type ReasonFieldProps = {
  readonly label: string;
  /** The reasons given most often: one tap. */
  readonly usual: readonly string[];
  readonly value: string;
  readonly maxLength: number;
  readonly onChange: (reason: string) => void;
};

/** Why: one of the usual reasons, or words of one's own. */
export function ReasonField({ label, usual, value, maxLength, onChange }: ReasonFieldProps) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-2">
      <p className="text-14 font-semibold">{label}</p>
      <div role="group" aria-label={label} className="flex flex-wrap gap-2">
        {usual.map((reason) => (
          <Chip key={reason} data-testid="reason" pressed={value === reason} onClick={() => onChange(value === reason ? '' : reason)}>
            {reason}
          </Chip>
        ))}
      </div>
      <TextField
        size="touch"
        hideLabel
        label={label}
        placeholder={t('common.other-reason')}
        maxLength={maxLength}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

import { TextField } from '@fastops/ui/text-field';
import { useTranslation } from 'react-i18next';

import { pinFault } from './staff-words.ts';

export type PinDraft = { readonly pin: string; readonly again: string };
export const NO_PIN: PinDraft = { pin: '', again: '' };

type PinFieldsProps = { readonly draft: PinDraft; readonly asked: boolean; readonly onChange: (draft: PinDraft) => void };

/** A PIN typed twice. It is shown to nobody, also not afterwards. */
export function PinFields({ draft, asked, onChange }: PinFieldsProps) {
  const { t } = useTranslation();
  const fault = asked ? pinFault(draft.pin, draft.again) : undefined;
  const onlyDigits = (text: string) => text.replaceAll(/\D/g, '').slice(0, 6);
  const shared = { type: 'password', inputMode: 'numeric', autoComplete: 'new-password', maxLength: 6 } as const;
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <TextField
        {...shared}
        label={t('staff.pin.new')}
        hint={t('staff.pin.hint')}
        value={draft.pin}
        error={fault === 'short' || fault === 'easy' ? t(`staff.pin.${fault}`) : undefined}
        onChange={(event) => onChange({ ...draft, pin: onlyDigits(event.target.value) })}
      />
      <TextField
        {...shared}
        label={t('staff.pin.again')}
        value={draft.again}
        error={fault === 'different' ? t('staff.pin.different') : undefined}
        onChange={(event) => onChange({ ...draft, again: onlyDigits(event.target.value) })}
      />
    </div>
  );
}

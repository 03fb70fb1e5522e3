import { IconButton } from '@fastops/ui/icon-button';
import { TextField } from '@fastops/ui/text-field';
import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

type PasswordFieldProps = {
  readonly label: string;
  readonly name?: string;
  readonly hint?: string;
  readonly initial?: string;
  readonly error: string | undefined;
  readonly autoComplete: 'current-password' | 'new-password';
};

/** A password, which may be looked at: most typing mistakes at a counter happen in the dark. */
export function PasswordField({ label, name = 'password', hint, initial, error, autoComplete }: PasswordFieldProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <TextField
      label={label}
      name={name}
      type={shown ? 'text' : 'password'}
      autoComplete={autoComplete}
      size="touch"
      hint={hint}
      defaultValue={initial}
      error={error}
      trail={
        <IconButton
          icon={shown ? EyeOff : Eye}
          label={t(shown ? 'login.hide' : 'login.show')}
          className="-mr-2"
          onClick={() => setShown(!shown)}
        />
      }
    />
  );
}

import { Button } from '@fastops/ui/button';
import { TextField } from '@fastops/ui/text-field';
import { TriangleAlert } from 'lucide-react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { DoorLayout } from '../../lib/door-layout.tsx';
import { failureOf } from '../../lib/failure.ts';
import { FailureNotice } from '../../lib/failure-notice.tsx';
import { formText } from '../../lib/form-text.ts';
import { Notice } from '../../lib/notice.tsx';
import { PasswordField } from '../../lib/password-field.tsx';
import { useScreenTitle } from '../../lib/screen-title.ts';
import { useOperator, useOperatorLogin } from './operator.queries.ts';
import { Room } from './room.tsx';

/** The platform's own room, with a door of its own: no log-in of a company opens it. */
export function OperatorScreen() {
  const { t } = useTranslation();
  const operator = useOperator();
  useScreenTitle(t('operator.screen'));
  if (operator.data) return <Room name={operator.data.name} />;
  if (operator.isError) return <FailureNotice error={operator.error} onRetry={() => void operator.refetch()} />;
  return operator.data === null ? <OperatorLogin /> : null;
}

function OperatorLogin() {
  const { t } = useTranslation();
  const login = useOperatorLogin();

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    login.mutate({ email: formText(form, 'email').trim(), password: formText(form, 'password') });
  }

  const isThrottled = login.isError && failureOf(login.error).kind === 'throttled';
  return (
    <DoorLayout title={t('operator.login')}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        {login.isError && (
          <Notice urgent tone="danger" icon={TriangleAlert}>
            {t(isThrottled ? 'login.throttled' : 'login.wrong')}
          </Notice>
        )}
        <TextField label={t('login.email')} name="email" type="email" autoComplete="username" inputMode="email" size="touch" />
        <PasswordField label={t('login.password')} autoComplete="current-password" error={undefined} />
        <Button type="submit" variant="primary" size="touch" stretch busy={login.isPending}>
          {t('login.submit')}
        </Button>
      </form>
    </DoorLayout>
  );
}

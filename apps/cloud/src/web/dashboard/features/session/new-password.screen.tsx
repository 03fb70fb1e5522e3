import { Button } from '@fastops/ui/button';
import { Check, TriangleAlert } from 'lucide-react';
import type { SubmitEvent } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { InnerLink } from '../../lib/inner-link.tsx';
import { Notice } from '../../lib/notice.tsx';
import { PATHS } from '../../lib/paths.ts';
import { useScreenTitle } from '../../lib/screen-title.ts';
import { useResetPassword } from './account.queries.ts';
import { DoorLayout } from '../../lib/door-layout.tsx';
import { formText, SHORTEST_PASSWORD, tokenInAddress } from '../../lib/form-text.ts';
import { PasswordField } from '../../lib/password-field.tsx';
import { refusalOf } from '../../lib/refusal.ts';

/** Where the letter's link leads: one new password. */
export function NewPasswordScreen() {
  const { t } = useTranslation();
  const [token] = useState(tokenInAddress);
  const reset = useResetPassword();
  useScreenTitle(t('account.password.screen'));
  const isGone = refusalOf(reset.error) === 'reset.bad-token' || token === '';
  return (
    <DoorLayout title={t('account.password.title')}>
      {reset.isSuccess || isGone ? <Ended isGone={isGone} /> : <PasswordForm reset={reset} token={token} />}
    </DoorLayout>
  );
}

function Ended({ isGone }: { readonly isGone: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-4">
      <Notice urgent tone={isGone ? 'warning' : 'positive'} icon={isGone ? TriangleAlert : Check}>
        {t(isGone ? 'account.password.badToken' : 'account.password.done')}
      </Notice>
      <InnerLink to={isGone ? PATHS.forgot : PATHS.today}>{t(isGone ? 'account.forgot.link' : 'account.forgot.back')}</InnerLink>
    </div>
  );
}

type PasswordFormProps = { readonly reset: ReturnType<typeof useResetPassword>; readonly token: string };

function PasswordForm({ reset, token }: PasswordFormProps) {
  const { t } = useTranslation();
  const [isShort, setShort] = useState(false);
  const easy = refusalOf(reset.error) === 'password.too-easy' ? t('account.password.easy') : undefined;

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = formText(new FormData(event.currentTarget), 'password');
    setShort(password.length < SHORTEST_PASSWORD);
    if (password.length >= SHORTEST_PASSWORD) reset.mutate({ token, password });
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      {reset.isError && easy === undefined && (
        <Notice urgent tone="warning" icon={TriangleAlert}>
          {t('account.password.failed')}
        </Notice>
      )}
      <PasswordField
        label={t('account.password.label')}
        autoComplete="new-password"
        hint={t('account.password.hint')}
        error={isShort ? t('account.password.short') : easy}
      />
      <Button type="submit" variant="primary" size="touch" stretch busy={reset.isPending}>
        {t('account.password.submit')}
      </Button>
    </form>
  );
}

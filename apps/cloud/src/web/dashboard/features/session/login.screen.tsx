import { Button } from '@fastops/ui/button';
import { TextField } from '@fastops/ui/text-field';
import { CloudOff, Hourglass, TriangleAlert } from 'lucide-react';
import type { SubmitEvent } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { clientNow, useNow } from '../../lib/clock.ts';
import type { Failure } from '../../lib/failure.ts';
import { failureOf } from '../../lib/failure.ts';
import { InnerLink } from '../../lib/inner-link.tsx';
import { Notice } from '../../lib/notice.tsx';
import { PATHS } from '../../lib/paths.ts';
import { useScreenTitle } from '../../lib/screen-title.ts';
import { waitText } from '../../lib/wait-text.ts';

import { DoorLayout } from '../../lib/door-layout.tsx';
import { formText } from '../../lib/form-text.ts';
import { PasswordField } from '../../lib/password-field.tsx';
import { refusalOf } from '../../lib/refusal.ts';
import { useLogin } from './session.queries.ts';

export function LoginScreen() {
  const { t } = useTranslation();
  useScreenTitle(t('login.screen'));
  return (
    <DoorLayout title={t('login.title')}>
      <LoginForm />
      <p className="mt-6">
        <InnerLink to={PATHS.forgot}>{t('account.forgot.link')}</InnerLink>
      </p>
      <p className="mt-2">
        <InnerLink to={PATHS.signUp}>{t('signUp.link')}</InnerLink>
      </p>
    </DoorLayout>
  );
}

type Blank = { readonly email: boolean; readonly password: boolean };

function LoginForm() {
  const { t } = useTranslation();
  const login = useLogin();
  const [blank, setBlank] = useState<Blank>({ email: false, password: false });
  const [failedAt, setFailedAt] = useState(0);
  const now = useNow(1000);
  const failure = login.error ? failureOf(login.error) : undefined;
  const waitMs = failure?.kind === 'throttled' ? failedAt + failure.waitMs - now : 0;
  const waiting = waitMs > 0;
  const asked = codeAsked(login.error);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const code = formText(form, 'code').trim();
    const credentials = {
      email: formText(form, 'email').trim(),
      password: formText(form, 'password'),
      ...(code === '' ? {} : { code }),
    };
    const missing = { email: credentials.email === '', password: credentials.password === '' };
    setBlank(missing);
    if (missing.email || missing.password || waiting || login.isPending) return;
    login.mutate(credentials, { onError: () => setFailedAt(clientNow()) });
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      {asked === 'needed' ? null : asked === 'wrong' ? <CodeWrong /> : <LoginFailure failure={failure} waitMs={waitMs} />}
      <TextField
        label={t('login.email')}
        name="email"
        type="email"
        autoComplete="username"
        inputMode="email"
        spellCheck={false}
        size="touch"
        error={blank.email ? t('login.emailMissing') : undefined}
      />
      <PasswordField
        label={t('login.password')}
        autoComplete="current-password"
        error={blank.password ? t('login.passwordMissing') : undefined}
      />
      {asked && <CodeField />}
      <Button
        type="submit"
        variant="primary"
        size="touch"
        stretch
        busy={login.isPending}
        className="mt-2"
        disabledReason={waiting ? t('login.waiting', { wait: waitText(t, waitMs) }) : undefined}
      >
        {waiting ? t('login.waiting', { wait: waitText(t, waitMs) }) : t('login.submit')}
      </Button>
    </form>
  );
}

/** Whether the password was right and a code is what is missing. */
function codeAsked(error: unknown): 'needed' | 'wrong' | undefined {
  const refusal = refusalOf(error);
  if (refusal === 'login.code-needed') return 'needed';
  return refusal === 'login.code-wrong' ? 'wrong' : undefined;
}

function CodeField() {
  const { t } = useTranslation();
  return (
    <TextField
      label={t('account.factor.askLabel')}
      hint={t('account.factor.ask')}
      name="code"
      autoFocus
      autoComplete="one-time-code"
      inputMode="text"
      maxLength={20}
      size="touch"
    />
  );
}

function CodeWrong() {
  const { t } = useTranslation();
  return (
    <Notice urgent tone="danger" icon={TriangleAlert}>
      {t('account.factor.askWrong')}
    </Notice>
  );
}

function LoginFailure({ failure, waitMs }: { readonly failure: Failure | undefined; readonly waitMs: number }) {
  const { t } = useTranslation();
  switch (failure?.kind) {
    case undefined:
      return null;
    case 'throttled':
      return waitMs > 0 ? (
        <Notice urgent tone="warning" icon={Hourglass}>
          {t('login.throttled')}
        </Notice>
      ) : null;
    case 'unreachable':
      return (
        <Notice urgent tone="warning" icon={CloudOff}>
          {t('login.unreachable')}
        </Notice>
      );
    case 'signed-out':
    case 'refused':
      return (
        <Notice urgent tone="danger" icon={TriangleAlert}>
          {t('login.wrong')}
        </Notice>
      );
    case 'no-company':
      return (
        <Notice urgent tone="warning" icon={TriangleAlert}>
          {t('login.noCompany')}
        </Notice>
      );
    case 'forbidden':
    case 'missing':
    case 'broken':
      return (
        <Notice urgent tone="warning" icon={TriangleAlert}>
          {t('failure.broken')}
        </Notice>
      );
  }
}

import { Button } from '@fastops/ui/button';
import { IconButton } from '@fastops/ui/icon-button';
import { TextField } from '@fastops/ui/text-field';
import { CloudOff, Eye, EyeOff, Hourglass, TriangleAlert } from 'lucide-react';
import type { SubmitEvent } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Brand } from '../../lib/brand.tsx';
import { clientNow, useNow } from '../../lib/clock.ts';
import type { Failure } from '../../lib/failure.ts';
import { failureOf } from '../../lib/failure.ts';
import { LanguageSwitch } from '../../lib/language-switch.tsx';
import { Notice } from '../../lib/notice.tsx';
import { useScreenTitle } from '../../lib/screen-title.ts';
import { waitText } from '../../lib/wait-text.ts';
import { useLogin } from './session.queries.ts';

export function LoginScreen() {
  const { t } = useTranslation();
  useScreenTitle(t('login.screen'));
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr] bg-surface-raised lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] lg:grid-rows-1">
      <header className="flex flex-col justify-between gap-3 bg-accent p-6 text-accent-ink lg:p-12">
        <Brand ground="accent" />
        <p className="max-w-[22ch] text-20 font-semibold text-balance lg:text-40">{t('login.promise')}</p>
      </header>
      <main className="flex flex-col p-6 lg:p-12">
        <div className="flex justify-end">
          <LanguageSwitch />
        </div>
        <div className="mx-auto flex w-full max-w-[400px] flex-1 flex-col justify-center pb-12 max-lg:pt-8 max-lg:justify-start">
          <h1 className="mb-6 text-28 font-semibold">{t('login.title')}</h1>
          <LoginForm />
        </div>
      </main>
    </div>
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

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const credentials = { email: text(form, 'email').trim(), password: text(form, 'password') };
    const missing = { email: credentials.email === '', password: credentials.password === '' };
    setBlank(missing);
    if (missing.email || missing.password || waiting || login.isPending) return;
    login.mutate(credentials, { onError: () => setFailedAt(clientNow()) });
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <LoginFailure failure={failure} waitMs={waitMs} />
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
      <PasswordField error={blank.password ? t('login.passwordMissing') : undefined} />
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

function PasswordField({ error }: { readonly error: string | undefined }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <TextField
      label={t('login.password')}
      name="password"
      type={shown ? 'text' : 'password'}
      autoComplete="current-password"
      size="touch"
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

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

import { QueryClientProvider } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { FailureNotice } from '../lib/failure-notice.tsx';
import { bringOfficeWords } from '../lib/i18n.ts';
import { usePlace } from '../lib/location.ts';
import type { Me } from '../lib/me.ts';
import { useMe } from '../lib/me.ts';
import { PATHS } from '../lib/paths.ts';
import { makeQueryClient } from '../lib/query-client.ts';
import { remember, remembered } from '../lib/remembered.ts';

const loadShell = () => import('./shell.tsx');
const Shell = lazy(async () => ({ default: (await loadShell()).Shell }));
const LoginScreen = lazy(async () => ({ default: (await import('../features/session/login.screen.tsx')).LoginScreen }));

const ForgotScreen = lazy(async () => ({ default: (await import('../features/session/forgot.screen.tsx')).ForgotScreen }));
const NewPasswordScreen = lazy(async () => ({ default: (await import('../features/session/new-password.screen.tsx')).NewPasswordScreen }));
const InvitationScreen = lazy(async () => ({ default: (await import('../features/session/invitation.screen.tsx')).InvitationScreen }));

const OperatorScreen = lazy(async () => {
  const [{ OperatorScreen: screen }] = await Promise.all([import('../features/operator/operator.screen.tsx'), bringOfficeWords()]);
  return { default: screen };
});
const SignUpScreen = lazy(async () => ({ default: (await import('../features/signup/signup.screen.tsx')).SignUpScreen }));

/** Pages beside the company's rooms: for a letter in hand, logged in or not, and for whoever runs the platform. */
const LETTERS: Readonly<Record<string, ComponentType>> = {
  [PATHS.forgot]: ForgotScreen,
  [PATHS.newPassword]: NewPasswordScreen,
  [PATHS.invitation]: InvitationScreen,
  [PATHS.signUp]: SignUpScreen,
  [PATHS.operator]: OperatorScreen,
};

const LAST_SEEN = 'fastops.last-seen';

export function App() {
  const [queries] = useState(makeQueryClient);
  return (
    <QueryClientProvider client={queries}>
      <Entrance />
    </QueryClientProvider>
  );
}

function Entrance() {
  const Letter = LETTERS[usePlace().path];
  if (!Letter) return <Door />;
  return (
    <Suspense fallback={<Opening />}>
      <Letter />
    </Suspense>
  );
}

/** Inside when somebody is logged in; at the door otherwise. The address is kept for afterwards. */
function Door() {
  const me = useMe();
  useShellAhead(me.data);
  if (me.data)
    return (
      <Suspense fallback={<Opening />}>
        <Shell me={me.data} />
      </Suspense>
    );
  if (me.data === null)
    return (
      <Suspense fallback={<Opening />}>
        <LoginScreen />
      </Suspense>
    );
  if (me.isError) {
    return (
      <main className="flex min-h-dvh flex-col justify-center">
        <FailureNotice error={me.error} onRetry={() => void me.refetch()} />
      </main>
    );
  }
  return <Opening />;
}

/** Who was inside last time most likely still is: the rooms come along while the cloud is asked, not after it. */
function useShellAhead(me: Me | null | undefined): void {
  useEffect(() => {
    if (me === undefined && remembered(LAST_SEEN, ['inside']) === 'inside') void loadShell();
    if (me !== undefined) remember(LAST_SEEN, me ? 'inside' : 'outside');
  }, [me]);
}

function Opening() {
  const { t } = useTranslation();
  return (
    <main aria-busy className="sr-only">
      {t('app.loading')}
    </main>
  );
}

import { ToastProvider } from '@fastops/ui/toast';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useMe } from '../features/session/session.queries.ts';
import { FailureNotice } from '../lib/failure-notice.tsx';
import { makeQueryClient } from '../lib/query-client.ts';
import { Shell } from './shell.tsx';

const LoginScreen = lazy(async () => ({ default: (await import('../features/session/login.screen.tsx')).LoginScreen }));

export function App() {
  const { t } = useTranslation();
  const [queries] = useState(makeQueryClient);
  return (
    <QueryClientProvider client={queries}>
      <ToastProvider closeLabel={t('app.close')}>
        <Door />
      </ToastProvider>
    </QueryClientProvider>
  );
}

/** Inside when somebody is logged in; at the door otherwise. The address is kept for afterwards. */
function Door() {
  const me = useMe();
  if (me.data) return <Shell me={me.data} />;
  if (me.data === null) return <Suspense><LoginScreen /></Suspense>;
  if (me.isError) {
    return <main className="flex min-h-dvh flex-col justify-center"><FailureNotice error={me.error} onRetry={() => void me.refetch()} /></main>;
  }
  return <Opening />;
}

function Opening() {
  const { t } = useTranslation();
  return <main aria-busy className="sr-only">{t('app.loading')}</main>;
}

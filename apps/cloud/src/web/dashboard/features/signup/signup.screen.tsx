import { Button } from '@fastops/ui/button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { AskByMail } from '../../lib/ask-by-mail.tsx';
import { DoorLayout } from '../../lib/door-layout.tsx';
import { FailureNotice } from '../../lib/failure-notice.tsx';
import { tokenInAddress } from '../../lib/form-text.ts';
import { goTo } from '../../lib/location.ts';
import { PATHS } from '../../lib/paths.ts';
import { useScreenTitle } from '../../lib/screen-title.ts';
import { useRequestSignUp, useSignUp } from './signup.queries.ts';
import { Wizard } from './wizard.tsx';

/** Where a business begins: an e-mail first, and then, with its letter in hand, everything a first till needs. */
export function SignUpScreen() {
  const { t } = useTranslation();
  const [token, setToken] = useState(tokenInAddress);
  useScreenTitle(t('signUp.screen'));
  return token === '' ? <Start /> : <WithLetter token={token} onAgain={() => setToken('')} />;
}

function Start() {
  return <AskByMail words="signUp.start" autoComplete="email" request={useRequestSignUp()} />;
}

function WithLetter({ token, onAgain }: { readonly token: string; readonly onAgain: () => void }) {
  const { t } = useTranslation();
  const signUp = useSignUp(token);
  if (signUp.data === null) {
    return (
      <DoorLayout title={t('signUp.gone.title')}>
        <p className="mb-4 text-16 text-ink-muted">{t('signUp.gone.text')}</p>
        <Button variant="primary" size="touch" stretch onClick={onAgain}>
          {t('signUp.gone.action')}
        </Button>
      </DoorLayout>
    );
  }
  if (signUp.data?.companyId) {
    return (
      <DoorLayout title={t('signUp.founded.title')}>
        <p className="mb-4 text-16 text-ink-muted">{t('signUp.founded.text')}</p>
        <Button variant="primary" size="touch" stretch onClick={() => goTo(PATHS.branches)}>
          {t('signUp.founded.action')}
        </Button>
      </DoorLayout>
    );
  }
  if (signUp.data) return <Wizard token={token} signUp={signUp.data} />;
  return (
    <DoorLayout title={t('signUp.screen')}>
      {signUp.isError && <FailureNotice error={signUp.error} onRetry={() => void signUp.refetch()} />}
    </DoorLayout>
  );
}

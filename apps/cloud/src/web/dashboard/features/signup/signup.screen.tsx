import { Button } from '@fastops/ui/button';
import { TextField } from '@fastops/ui/text-field';
import { MailCheck, TriangleAlert } from 'lucide-react';
import type { SubmitEvent } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { DoorLayout } from '../../lib/door-layout.tsx';
import { failureOf } from '../../lib/failure.ts';
import { FailureNotice } from '../../lib/failure-notice.tsx';
import { formText, tokenInAddress } from '../../lib/form-text.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { InnerLink } from '../../lib/inner-link.tsx';
import { goTo } from '../../lib/location.ts';
import { Notice } from '../../lib/notice.tsx';
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
  const { t } = useTranslation();
  const { language } = useLanguage();
  const request = useRequestSignUp();

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const email = formText(new FormData(event.currentTarget), 'email').trim();
    if (event.currentTarget.checkValidity() && email !== '') request.mutate({ email, language });
  }

  return (
    <DoorLayout title={t('signUp.start.title')}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-14 text-ink-muted">{t('signUp.start.text')}</p>
        {request.isSuccess && (
          <Notice urgent tone="positive" icon={MailCheck}>
            {t('signUp.start.sent', { email: request.variables.email })}
          </Notice>
        )}
        {request.isError && (
          <Notice urgent tone="warning" icon={TriangleAlert}>
            {t(failureOf(request.error).kind === 'throttled' ? 'signUp.start.wait' : 'failure.broken')}
          </Notice>
        )}
        <TextField label={t('login.email')} name="email" type="email" required autoComplete="email" inputMode="email" size="touch" />
        <Button type="submit" variant="primary" size="touch" stretch busy={request.isPending}>
          {t('signUp.start.submit')}
        </Button>
        <p>
          <InnerLink to={PATHS.today}>{t('signUp.start.back')}</InnerLink>
        </p>
      </form>
    </DoorLayout>
  );
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

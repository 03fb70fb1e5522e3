import { Button } from '@fastops/ui/button';
import { TextField } from '@fastops/ui/text-field';
import { MailCheck, TriangleAlert } from 'lucide-react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { failureOf } from '../../lib/failure.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { InnerLink } from '../../lib/inner-link.tsx';
import { Notice } from '../../lib/notice.tsx';
import { PATHS } from '../../lib/paths.ts';
import { useScreenTitle } from '../../lib/screen-title.ts';
import { useRequestReset } from './account.queries.ts';
import { DoorLayout } from '../../lib/door-layout.tsx';
import { formText } from '../../lib/form-text.ts';

/** Asks for a link that changes the password. It never says whether an e-mail is known. */
export function ForgotScreen() {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const request = useRequestReset();
  useScreenTitle(t('account.forgot.screen'));

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const email = formText(new FormData(event.currentTarget), 'email').trim();
    if (event.currentTarget.checkValidity() && email !== '') request.mutate({ email, language });
  }

  return (
    <DoorLayout title={t('account.forgot.title')}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-14 text-ink-muted">{t('account.forgot.text')}</p>
        {request.isSuccess && (
          <Notice urgent tone="positive" icon={MailCheck}>
            {t('account.forgot.sent', { email: request.variables.email })}
          </Notice>
        )}
        {request.isError && (
          <Notice urgent tone="warning" icon={TriangleAlert}>
            {t(failureOf(request.error).kind === 'throttled' ? 'account.forgot.wait' : 'failure.broken')}
          </Notice>
        )}
        <TextField label={t('login.email')} name="email" type="email" required autoComplete="username" inputMode="email" size="touch" />
        <Button type="submit" variant="primary" size="touch" stretch busy={request.isPending}>
          {t('account.forgot.submit')}
        </Button>
        <p>
          <InnerLink to={PATHS.today}>{t('account.forgot.back')}</InnerLink>
        </p>
      </form>
    </DoorLayout>
  );
}

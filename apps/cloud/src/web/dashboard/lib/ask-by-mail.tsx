import { Button } from '@fastops/ui/button';
import { TextField } from '@fastops/ui/text-field';
import { MailCheck, TriangleAlert } from 'lucide-react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { DoorLayout } from './door-layout.tsx';
import { failureOf } from './failure.ts';
import { formText } from './form-text.ts';
import { useLanguage, type Language } from './i18n.ts';
import { InnerLink } from './inner-link.tsx';
import { Notice } from './notice.tsx';
import { PATHS } from './paths.ts';

type AskByMailProps = {
  /** Where the form's sentences are. */
  readonly words: 'account.forgot' | 'signUp.start';
  readonly autoComplete: 'username' | 'email';
  readonly request: {
    readonly isSuccess: boolean;
    readonly isPending: boolean;
    readonly error: unknown;
    readonly variables: { readonly email: string } | undefined;
    mutate(input: { email: string; language: Language }): void;
  };
};

/** Asks for an e-mail and has a letter sent there. It never says whether an e-mail is known. */
export function AskByMail({ words, autoComplete, request }: AskByMailProps) {
  const { t } = useTranslation();
  const { language } = useLanguage();

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const email = formText(new FormData(event.currentTarget), 'email').trim();
    if (event.currentTarget.checkValidity() && email !== '') request.mutate({ email, language });
  }

  return (
    <DoorLayout title={t(`${words}.title`)}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-14 text-ink-muted">{t(`${words}.text`)}</p>
        {request.isSuccess && request.variables && (
          <Notice urgent tone="positive" icon={MailCheck}>
            {t(`${words}.sent`, { email: request.variables.email })}
          </Notice>
        )}
        {request.error !== null && (
          <Notice urgent tone="warning" icon={TriangleAlert}>
            {failureOf(request.error).kind === 'throttled' ? t(`${words}.wait`) : t('failure.broken')}
          </Notice>
        )}
        <TextField label={t('login.email')} name="email" type="email" required autoComplete={autoComplete} inputMode="email" size="touch" />
        <Button type="submit" variant="primary" size="touch" stretch busy={request.isPending}>
          {t(`${words}.submit`)}
        </Button>
        <p>
          <InnerLink to={PATHS.today}>{t(`${words}.back`)}</InnerLink>
        </p>
      </form>
    </DoorLayout>
  );
}

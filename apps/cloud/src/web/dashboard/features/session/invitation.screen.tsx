import { Button } from '@fastops/ui/button';
import { TextField } from '@fastops/ui/text-field';
import { TriangleAlert } from 'lucide-react';
import type { SubmitEvent } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Answers } from '../../lib/api.ts';
import { FailureNotice } from '../../lib/failure-notice.tsx';
import { goTo } from '../../lib/location.ts';
import { Notice } from '../../lib/notice.tsx';
import { PATHS } from '../../lib/paths.ts';
import { useScreenTitle } from '../../lib/screen-title.ts';
import { useAccept, useInvitation } from './account.queries.ts';
import { DoorLayout } from '../../lib/door-layout.tsx';
import { formText, SHORTEST_PASSWORD, tokenInAddress } from '../../lib/form-text.ts';
import { PasswordField } from '../../lib/password-field.tsx';
import { refusalOf } from '../../lib/refusal.ts';

/** Where an invitation leads: a name and a password, or the password of the account that is there. */
export function InvitationScreen() {
  const { t } = useTranslation();
  const [token] = useState(tokenInAddress);
  const invitation = useInvitation(token);
  useScreenTitle(t('account.invitation.screen'));
  if (invitation.data) {
    return (
      <DoorLayout title={t('account.invitation.title', { company: invitation.data.company })}>
        <AcceptForm token={token} invitation={invitation.data} />
      </DoorLayout>
    );
  }
  if (invitation.data === null) {
    return (
      <DoorLayout title={t('account.invitation.goneTitle')}>
        <p className="text-16 text-ink-muted">{t('account.invitation.gone')}</p>
      </DoorLayout>
    );
  }
  return (
    <DoorLayout title={t('account.invitation.screen')}>
      {invitation.isError && <FailureNotice error={invitation.error} onRetry={() => void invitation.refetch()} />}
    </DoorLayout>
  );
}

type AcceptFormProps = { readonly token: string; readonly invitation: Answers['invitations']['look'] };

function AcceptForm({ token, invitation }: AcceptFormProps) {
  const { t } = useTranslation();
  const accept = useAccept();
  const [faults, setFaults] = useState({ name: false, short: false });
  const { email, hasAccount } = invitation;

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = formText(form, 'password');
    const name = hasAccount ? email : formText(form, 'name').trim();
    const next = { name: name === '', short: !hasAccount && password.length < SHORTEST_PASSWORD };
    setFaults(next);
    if (!next.name && !next.short && password !== '') accept.mutate({ token, name, password }, { onSuccess: () => goTo(PATHS.today) });
  }

  const refusal = refusalOf(accept.error);
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-14 text-ink-muted">{t(hasAccount ? 'account.invitation.knownText' : 'account.invitation.newText', { email })}</p>
      {accept.isError && refusal !== 'password.too-easy' && (
        <Notice urgent tone="danger" icon={TriangleAlert}>
          {t(refusal === 'password.wrong' ? 'account.invitation.wrong' : 'account.password.failed')}
        </Notice>
      )}
      {!hasAccount && (
        <TextField
          label={t('account.invitation.name')}
          name="name"
          autoComplete="name"
          maxLength={60}
          size="touch"
          error={faults.name ? t('account.invitation.nameMissing') : undefined}
        />
      )}
      <PasswordField
        label={t(hasAccount ? 'account.invitation.current' : 'account.password.label')}
        autoComplete={hasAccount ? 'current-password' : 'new-password'}
        {...(hasAccount ? {} : { hint: t('account.password.hint') })}
        error={faults.short ? t('account.password.short') : refusal === 'password.too-easy' ? t('account.password.easy') : undefined}
      />
      <Button type="submit" variant="primary" size="touch" stretch busy={accept.isPending}>
        {t('account.invitation.submit')}
      </Button>
    </form>
  );
}

import { useTranslation } from 'react-i18next';

import { AskByMail } from '../../lib/ask-by-mail.tsx';
import { useScreenTitle } from '../../lib/screen-title.ts';
import { useRequestReset } from './account.queries.ts';

/** Asks for a link that changes the password. */
export function ForgotScreen() {
  const { t } = useTranslation();
  useScreenTitle(t('account.forgot.screen'));
  return <AskByMail words="account.forgot" autoComplete="username" request={useRequestReset()} />;
}

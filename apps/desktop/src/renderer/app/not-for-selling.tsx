import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { UserRound, UserRoundX } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useLogout } from '../lib/terminal.queries.ts';

/** For somebody who works here but doesn't sell, such as a cook. */
export function NotForSelling({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  const logout = useLogout();
  const leave = (
    <Button size="touch" icon={UserRound} busy={logout.isPending} onClick={() => logout.mutate()}>
      {t('menu.switch-user')}
    </Button>
  );
  return <EmptyState icon={UserRoundX} title={t('till.no-selling', { name })} text={t('till.no-selling-hint')} action={leave} />;
}

import { Badge } from '@fastops/ui/badge';
import { IconButton } from '@fastops/ui/icon-button';
import { useToast } from '@fastops/ui/toast';
import { MailX } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useLanguage } from '../../lib/i18n.ts';
import { Panel } from '../../lib/panel.tsx';
import { placeName, roleName } from '../../lib/role-words.ts';
import type { Branch, Role } from './people.queries.ts';
import { useInvitations, useWithdraw } from './people.queries.ts';

type OpenInvitationsProps = { readonly roles: readonly Role[]; readonly branches: readonly Branch[]; readonly mayManage: boolean };

/** Invitations that nobody accepted yet, which may be taken back. */
export function OpenInvitations({ roles, branches, mayManage }: OpenInvitationsProps) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const toast = useToast();
  const invitations = useInvitations().data ?? [];
  const withdraw = useWithdraw();
  if (invitations.length === 0) return null;
  return (
    <Panel title={t('account.invite.waiting')} flush>
      <ul>
        {invitations.map(({ id, email, role, branchId, expiresAt }) => (
          <li key={id} className="flex min-h-14 items-center gap-3 border-t border-line px-4 py-2 first:border-t-0">
            <span className="min-w-0 flex-1">
              <span className="block truncate text-14 font-semibold">{email}</span>
              <span className="block text-14 text-ink-muted">
                {t('account.invite.until', { day: new Date(expiresAt).toLocaleDateString(locale, { day: 'numeric', month: 'long' }) })}
              </span>
            </span>
            <Badge>{t('people.at', { role: roleName(t, roles, role), place: placeName(t, branches, branchId) })}</Badge>
            {mayManage && (
              <IconButton
                icon={MailX}
                label={t('account.invite.withdraw', { email })}
                onClick={() =>
                  withdraw.mutate({ id }, { onSuccess: () => toast({ tone: 'positive', title: t('account.invite.withdrawn', { email }) }) })
                }
              />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { Select } from '@fastops/ui/select';
import { TextField } from '@fastops/ui/text-field';
import { useToast } from '@fastops/ui/toast';
import { Copy, MailCheck, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';

import { useLanguage } from '../../lib/i18n.ts';
import { Notice } from '../../lib/notice.tsx';
import { roleName } from '../../lib/role-words.ts';
import type { Branch, Role } from './people.queries.ts';
import { useInvite } from './people.queries.ts';
import { PlaceSelect } from '../../lib/place-select.tsx';
import { Refused } from './refused.tsx';

type InviteDialogProps = { readonly roles: readonly Role[]; readonly branches: readonly Branch[]; readonly onClose: () => void };

/** Asks for an e-mail and a role, then shows the link once: many a shop sends it by WhatsApp. */
export function InviteDialog({ roles, branches, onClose }: InviteDialogProps) {
  const { t } = useTranslation();
  const invite = useInvite();
  return (
    <Dialog
      open
      size="medium"
      onClose={onClose}
      closeLabel={t('app.close')}
      title={t('account.invite.title')}
      description={t('account.invite.text')}
    >
      {invite.data ? (
        <Invited link={invite.data.link} isMailed={invite.data.isMailed} email={invite.variables.email} onClose={onClose} />
      ) : (
        <InviteForm roles={roles} branches={branches} invite={invite} />
      )}
    </Dialog>
  );
}

type InviteFormProps = Omit<InviteDialogProps, 'onClose'> & { readonly invite: ReturnType<typeof useInvite> };

function InviteForm({ roles, branches, invite }: InviteFormProps) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const [email, setEmail] = useState('');
  const [roleId, setRoleId] = useState('manager');
  const [branchId, setBranchId] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);
  const submit = () => {
    const isEmail = z.email().safeParse(email.trim()).success;
    setMissing(!isEmail);
    if (isEmail) invite.mutate({ email: email.trim(), roleId, branchId, language });
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {invite.isError && <Refused error={invite.error} />}
      <TextField
        type="email"
        label={t('account.invite.email')}
        value={email}
        error={isMissing ? t('account.invite.emailMissing') : undefined}
        onChange={(event) => setEmail(event.target.value)}
      />
      <div className="flex flex-wrap gap-3">
        <Select
          label={t('people.person.role')}
          value={roleId}
          onChange={setRoleId}
          options={roles.map(({ id }) => ({ value: id, label: roleName(t, roles, id) }))}
        />
        <PlaceSelect label={t('people.person.place')} branches={branches} value={branchId} onChange={setBranchId} />
      </div>
      <div className="flex justify-end">
        <Button type="submit" variant="primary" busy={invite.isPending}>
          {t('account.invite.submit')}
        </Button>
      </div>
    </form>
  );
}

type InvitedProps = { readonly link: string; readonly isMailed: boolean; readonly email: string; readonly onClose: () => void };

function Invited({ link, isMailed, email, onClose }: InvitedProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const copy = async () => {
    await navigator.clipboard.writeText(link);
    toast({ tone: 'positive', title: t('account.invite.copied') });
  };
  return (
    <div className="flex flex-col gap-4">
      <Notice urgent tone={isMailed ? 'positive' : 'warning'} icon={isMailed ? MailCheck : TriangleAlert}>
        {isMailed ? t('account.invite.mailed', { email }) : t('account.invite.notMailed')}
      </Notice>
      <TextField readOnly label={t('account.invite.link')} value={link} onFocus={(event) => event.target.select()} />
      <div className="flex justify-end gap-3">
        {/* A plain-http address on the shop's own network has no clipboard. */}
        {window.isSecureContext && (
          <Button icon={Copy} onClick={() => void copy()}>
            {t('account.invite.copy')}
          </Button>
        )}
        <Button variant="primary" onClick={onClose}>
          {t('account.invite.done')}
        </Button>
      </div>
    </div>
  );
}

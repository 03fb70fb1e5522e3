import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { TextField } from '@fastops/ui/text-field';
import { TriangleAlert } from 'lucide-react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { formText } from '../../lib/form-text.ts';
import { Notice } from '../../lib/notice.tsx';
import { PasswordField } from '../../lib/password-field.tsx';
import { refusalOf } from '../../lib/refusal.ts';
import { useClose } from './company.queries.ts';

/** Not by a slip: the name, the password, and the second step where there is one. */
export function CloseDialog({ company, onClose }: { readonly company: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const close = useClose();
  const refusal = refusalOf(close.error);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const code = formText(form, 'code').trim();
    const proof = { name: formText(form, 'name'), password: formText(form, 'password'), ...(code === '' ? {} : { code }) };
    close.mutate(proof, { onSuccess: onClose });
  }

  const wrongCode = refusal === 'login.code-needed' || refusal === 'login.code-wrong';
  const beside = wrongCode || refusal === 'company.other-name' || refusal === 'password.wrong';
  return (
    <Dialog open size="small" onClose={onClose} closeLabel={t('app.close')} title={t('tenancy.close.dialog', { company })}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Notice tone="warning" icon={TriangleAlert}>
          {t('tenancy.close.take')}
        </Notice>
        {close.isError && !beside && (
          <Notice urgent tone="danger" icon={TriangleAlert}>
            {t('tenancy.close.failed')}
          </Notice>
        )}
        <TextField
          label={t('tenancy.close.name')}
          name="name"
          autoComplete="off"
          maxLength={80}
          error={refusal === 'company.other-name' ? t('tenancy.close.wrongName') : undefined}
        />
        <PasswordField
          label={t('tenancy.close.password')}
          autoComplete="current-password"
          error={refusal === 'password.wrong' ? t('tenancy.close.wrongPassword') : undefined}
        />
        <TextField
          label={t('tenancy.close.code')}
          name="code"
          autoComplete="one-time-code"
          maxLength={20}
          error={wrongCode ? t('tenancy.close.code_needed') : undefined}
        />
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>{t('tenancy.close.cancel')}</Button>
          <Button type="submit" variant="danger" busy={close.isPending}>
            {t('tenancy.close.confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { TextField } from '@fastops/ui/text-field';
import { TriangleAlert } from 'lucide-react';
import type { SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { formText } from '../../lib/form-text.ts';
import { Notice } from '../../lib/notice.tsx';
import { PATHS } from '../../lib/paths.ts';
import { useActAs, useSuspendCompany, type ListedCompany } from './operator.queries.ts';

type AskedProps = { readonly company: ListedCompany; readonly onClose: () => void };

export function SuspendDialog({ company, onClose }: AskedProps) {
  const { t } = useTranslation();
  const suspend = useSuspendCompany();
  const isRunning = company.suspendedAt === null;
  return (
    <ReasonDialog
      title={t(isRunning ? 'tenancy.operator.suspendTitle' : 'tenancy.operator.resumeTitle', { company: company.name })}
      confirm={t(isRunning ? 'tenancy.operator.suspend' : 'tenancy.operator.resume')}
      isDanger={isRunning}
      busy={suspend.isPending}
      failed={suspend.isError}
      onClose={onClose}
      onReason={(reason) => suspend.mutate({ companyId: company.companyId, suspended: isRunning, reason }, { onSuccess: onClose })}
    />
  );
}

export function ActDialog({ company, onClose }: AskedProps) {
  const { t } = useTranslation();
  const act = useActAs();
  return (
    <ReasonDialog
      title={t('tenancy.operator.actTitle', { company: company.name })}
      text={t('tenancy.operator.actText')}
      confirm={t('tenancy.operator.actAs')}
      isDanger={false}
      busy={act.isPending}
      failed={act.isError}
      onClose={onClose}
      // The whole page anew: nothing of the operator's own room stays in memory.
      onReason={(reason) => act.mutate({ companyId: company.companyId, reason }, { onSuccess: () => window.location.assign(PATHS.today) })}
    />
  );
}

type ReasonProps = {
  readonly title: string;
  readonly text?: string;
  readonly confirm: string;
  readonly isDanger: boolean;
  readonly busy: boolean;
  readonly failed: boolean;
  readonly onClose: () => void;
  readonly onReason: (reason: string) => void;
};

function ReasonDialog({ title, text, confirm, isDanger, busy, failed, onClose, onReason }: ReasonProps) {
  const { t } = useTranslation();

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const reason = formText(new FormData(event.currentTarget), 'reason').trim();
    if (reason !== '') onReason(reason);
  }

  return (
    <Dialog open size="small" onClose={onClose} closeLabel={t('app.close')} title={title}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        {text && <p className="text-14">{text}</p>}
        {failed && (
          <Notice urgent tone="danger" icon={TriangleAlert}>
            {t('tenancy.operator.failed')}
          </Notice>
        )}
        <TextField label={t('tenancy.operator.reason')} hint={t('tenancy.operator.reasonHint')} name="reason" maxLength={200} required />
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>{t('tenancy.operator.cancel')}</Button>
          <Button type="submit" variant={isDanger ? 'danger' : 'primary'} busy={busy}>
            {confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

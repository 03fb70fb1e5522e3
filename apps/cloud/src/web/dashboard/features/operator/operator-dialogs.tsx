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
      title={t(isRunning ? 'operator.suspendTitle' : 'operator.resumeTitle', { company: company.name })}
      confirm={t(isRunning ? 'operator.suspend' : 'operator.resume')}
      isDanger={isRunning}
      busy={suspend.isPending}
      failed={suspend.isError ? t('operator.failed') : undefined}
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
      title={t('operator.actTitle', { company: company.name })}
      text={t('operator.actText')}
      confirm={t('operator.actAs')}
      isDanger={false}
      busy={act.isPending}
      failed={act.isError ? t('operator.failed') : undefined}
      onClose={onClose}
      // The whole page anew: nothing of the operator's own room stays in memory.
      onReason={(reason) => act.mutate({ companyId: company.companyId, reason }, { onSuccess: () => window.location.assign(PATHS.today) })}
    />
  );
}

type ReasonProps = {
  readonly title: string;
  readonly text?: string;
  /** What is asked for, when it isn't a reason. */
  readonly label?: string;
  readonly hint?: string;
  readonly confirm: string;
  readonly isDanger: boolean;
  readonly busy: boolean;
  readonly failed: string | undefined;
  readonly onClose: () => void;
  readonly onReason: (reason: string) => void;
};

/** Something that an operator does to a company, and the words that its log will show. */
export function ReasonDialog(props: ReasonProps) {
  const { title, text, label, hint, confirm, isDanger, busy, failed, onClose, onReason } = props;
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
        {failed !== undefined && (
          <Notice urgent tone="danger" icon={TriangleAlert}>
            {failed}
          </Notice>
        )}
        <TextField label={label ?? t('operator.reason')} hint={hint ?? t('operator.reasonHint')} name="reason" maxLength={200} required />
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>{t('operator.cancel')}</Button>
          <Button type="submit" variant={isDanger ? 'danger' : 'primary'} busy={busy}>
            {confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

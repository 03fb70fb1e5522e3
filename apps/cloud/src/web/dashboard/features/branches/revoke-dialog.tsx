import { formatCop } from '@fastops/shared/base/money';
import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { useToast } from '@fastops/ui/toast';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { clientNow } from '../../lib/clock.ts';
import { contactAt } from '../../lib/contact.ts';
import { Notice } from '../../lib/notice.tsx';
import type { Branch, Terminal } from './branches.queries.ts';
import { useRevoke } from './branches.queries.ts';

type RevokeDialogProps = {
  readonly terminal: Terminal;
  readonly branch: Branch | undefined;
  readonly skewMs: number;
  readonly onClose: () => void;
};

/** Says what stops, what stays and what could be lost from sight, before it happens. */
export function RevokeDialog({ terminal, branch, skewMs, onClose }: RevokeDialogProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const revoke = useRevoke();

  function confirm() {
    revoke.mutate(terminal.id, {
      onSuccess: () => {
        toast({ tone: 'positive', title: t('revoke.done', { name: terminal.name }) });
        onClose();
      },
    });
  }

  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      closeLabel={t('app.close')}
      title={t('revoke.title', { name: terminal.name })}
      description={branch?.name}
      footer={
        <div className="flex w-full flex-wrap justify-end gap-3">
          <Button onClick={onClose}>{t('revoke.cancel')}</Button>
          <Button variant="danger" busy={revoke.isPending} onClick={confirm}>
            {t('revoke.confirm')}
          </Button>
        </div>
      }
    >
      <div className="flex flex-col gap-3">
        <Risk terminal={terminal} skewMs={skewMs} />
        <ul className="flex list-disc flex-col gap-2 pl-5 text-14">
          <li>{t('revoke.stops')}</li>
          <li>{t('revoke.keeps')}</li>
          <li>{t('revoke.back')}</li>
        </ul>
        {revoke.isError && (
          <Notice urgent tone="danger" icon={TriangleAlert}>
            {t('revoke.failed')}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}

function Risk({ terminal, skewMs }: { readonly terminal: Terminal; readonly skewMs: number }) {
  const { t } = useTranslation();
  const { custody, lastContactAt } = terminal;
  if (custody.count > 0) {
    const records = t('terminals.count', { count: custody.count });
    return (
      <Notice tone="warning" icon={TriangleAlert}>
        {t('revoke.pending', { value: formatCop(custody.value), records })}
      </Notice>
    );
  }
  const lost = contactAt(lastContactAt, clientNow() + skewMs).state === 'lost';
  return lost ? (
    <Notice tone="warning" icon={TriangleAlert}>
      {t('revoke.mayHold')}
    </Notice>
  ) : null;
}

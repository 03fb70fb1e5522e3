import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { useTranslation } from 'react-i18next';

import type { LanStatus } from './lan.queries.ts';
import { useTakeRole } from './lan.queries.ts';

/** Says what a take-over does before it does it: the old hub, should it still live, is shut out. */
export function TakeOverDialog({ lan, onClose }: { readonly lan: LanStatus; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const take = useTakeRole(onClose);
  const isTakeOver = lan.role === 'peer' && lan.hubName !== null;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(isTakeOver ? 'lan.take-over.title' : 'lan.become.title')}
      closeLabel={t('common.close')}
      footer={
        <div className="grid w-full grid-cols-2 gap-3">
          <Button size="touch" onClick={onClose}>
            {t('lan.not-now')}
          </Button>
          <Button size="touch" variant="primary" busy={take.isPending} onClick={() => take.mutate()} data-testid="lan-take-confirm">
            {t(isTakeOver ? 'lan.take-over' : 'lan.become')}
          </Button>
        </div>
      }
    >
      <div className="flex flex-col gap-3 text-16">
        <p>{isTakeOver ? t('lan.take-over.explain', { hub: lan.hubName }) : t('lan.become.explain')}</p>
        {isTakeOver && lan.isConnected && <p className="font-medium text-warning">{t('lan.take-over.hub-lives', { hub: lan.hubName })}</p>}
        {take.isError && <p className="text-danger">{t('common.not-saved')}</p>}
      </div>
    </Dialog>
  );
}

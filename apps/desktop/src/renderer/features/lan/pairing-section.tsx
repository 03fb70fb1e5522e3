import { Button } from '@fastops/ui/button';
import { ChefHat, MonitorSmartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useNow } from '../../lib/use-now.ts';
import type { LanStatus } from './lan.queries.ts';
import { pairingText } from './lan-address.ts';
import { QrCode } from './qr-code.tsx';
import { useOfferCode, useWithdrawCode } from './lan.queries.ts';

const SECOND_MS = 1_000;

/** One code at a time, big enough to be read from across the counter, with the seconds that it has left. */
export function PairingSection({ pairing, door }: Pick<LanStatus, 'pairing' | 'door'>) {
  const { t } = useTranslation();
  const offer = useOfferCode();
  const withdraw = useWithdrawCode();
  const now = useNow(SECOND_MS);
  const shown = offer.data;
  const left = shown ? Math.ceil((shown.expiresAt - now) / 1000) : 0;
  // The server forgets a code that was used or tried too often; then it is not shown any longer either.
  const isShown = shown !== undefined && pairing?.expiresAt === shown.expiresAt && left > 0;
  return (
    <section className="flex flex-col gap-3">
      <h3 className="text-16 font-semibold">{t('lan.pair')}</h3>
      {!isShown && (
        <div className="grid grid-cols-2 gap-3">
          <Button size="touch" icon={MonitorSmartphone} busy={offer.isPending} onClick={() => offer.mutate('till')} data-testid="pair-till">
            {t('lan.pair.till')}
          </Button>
          <Button size="touch" icon={ChefHat} busy={offer.isPending} onClick={() => offer.mutate('kitchen')} data-testid="pair-kitchen">
            {t('lan.pair.kitchen')}
          </Button>
        </div>
      )}
      {isShown && (
        <div className="flex flex-col items-center gap-2 rounded-md border border-line bg-surface-raised p-4">
          <p className="text-14 text-ink-muted">{t(shown.kind === 'till' ? 'lan.pair.type-till' : 'lan.pair.type-kitchen')}</p>
          <p className="text-40 font-semibold tracking-widest tabular-nums" data-testid="pairing-code">
            {shown.code}
          </p>
          {shown.kind === 'till' && door && (
            <QrCode text={pairingText({ address: door.addresses[0] ?? '', port: door.port, code: shown.code })} />
          )}
          <p className="text-14 text-ink-muted">{t('lan.pair.left', { count: left })}</p>
          <Button size="touch" variant="ghost" onClick={() => withdraw.mutate()}>
            {t('lan.pair.withdraw')}
          </Button>
        </div>
      )}
    </section>
  );
}
